/**
 * Labels are drawn with the reader's own fonts: the style names no `glyphs` address, so MapLibre
 * rasterises every letter on the device and takes a font stack as CSS font families. It reads the
 * weight out of the first family's name, hence the first name of `bold`.
 */
const families = [
  'Hiragino Sans',
  'Hiragino Kaku Gothic ProN',
  'BIZ UDPGothic',
  'Yu Gothic UI',
  'Meiryo',
  'Noto Sans CJK JP',
  'Noto Sans JP',
  'Noto Sans',
  'sans-serif',
];

export const regular = ['Town Medium', ...families];
export const bold = ['Town Bold', ...families];
