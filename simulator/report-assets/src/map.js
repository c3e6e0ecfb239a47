// The map: road lines, where riders boarded and alighted, and the ways of the vehicles, on a
// canvas that can be dragged and zoomed by mouse, touch, wheel, buttons and keys.

const PALETTE = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"];

/** Lines come as differences of whole numbers: x0, y0, dx1, dy1, ... */
function unfold(line) {
  const points = [];
  let x = 0;
  let y = 0;
  for (let i = 0; i < line.length; i += 2) {
    x += line[i];
    y += line[i + 1];
    points.push([x, y]);
  }
  return points;
}

function pathOf(lines) {
  const path = new Path2D();
  for (const line of lines) {
    unfold(line).forEach(([x, y], i) => (i === 0 ? path.moveTo(x, y) : path.lineTo(x, y)));
  }
  return path;
}

export function drawMap(map) {
  const canvas = document.getElementById("map");
  const choice = document.getElementById("map-policy");
  const layers = ["tracks", "pickups", "dropoffs", "refused"].map((name) => [
    name,
    document.getElementById(`map-${name}`),
  ]);
  const roads = { minor: pathOf(map.roads.minor), major: pathOf(map.roads.major) };
  const tracks = map.policies.map((policy) => policy.tracks.map((track) => pathOf(track.lines)));
  const view = { scale: 1, x: 0, y: 0 };

  function fit() {
    view.scale = Math.min(canvas.width / map.width, canvas.height / map.height) * 0.96;
    view.x = (canvas.width - map.width * view.scale) / 2;
    view.y = (canvas.height - map.height * view.scale) / 2;
  }

  function shown(name) {
    return layers.find(([layer]) => layer === name)[1].checked;
  }

  function dots(context, points, colour, radius) {
    context.fillStyle = colour;
    context.beginPath();
    for (const [x, y] of points) {
      context.moveTo(x + radius, y);
      context.arc(x, y, radius, 0, 2 * Math.PI);
    }
    context.fill();
  }

  function draw() {
    const context = canvas.getContext("2d");
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = "#ffffff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.setTransform(view.scale, 0, 0, view.scale, view.x, view.y);
    const pixel = (window.devicePixelRatio || 1) / view.scale;
    context.lineJoin = "round";
    context.strokeStyle = "#d9d9d9";
    context.lineWidth = 0.7 * pixel;
    context.stroke(roads.minor);
    context.strokeStyle = "#b0b0b0";
    context.lineWidth = 1.6 * pixel;
    context.stroke(roads.major);
    const index = Number(choice.value);
    const policy = map.policies[index];
    if (shown("tracks")) {
      context.globalAlpha = 0.55;
      context.lineWidth = 1.5 * pixel;
      tracks[index].forEach((track, i) => {
        context.strokeStyle = PALETTE[i % PALETTE.length];
        context.stroke(track);
      });
      context.globalAlpha = 1;
    }
    if (shown("refused")) dots(context, policy.refused, "#000000", 2.4 * pixel);
    if (shown("dropoffs")) dots(context, policy.dropoffs, "#d55e00", 2.8 * pixel);
    if (shown("pickups")) dots(context, policy.pickups, "#0072b2", 2.8 * pixel);
  }

  function zoom(factor, x = canvas.width / 2, y = canvas.height / 2) {
    view.x = x - (x - view.x) * factor;
    view.y = y - (y - view.y) * factor;
    view.scale *= factor;
    draw();
  }

  function resize() {
    const ratio = window.devicePixelRatio || 1;
    canvas.width = canvas.clientWidth * ratio;
    canvas.height = canvas.clientHeight * ratio;
    fit();
    draw();
  }

  let held = null;
  canvas.addEventListener("pointerdown", (event) => {
    held = [event.clientX, event.clientY];
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointerup", () => { held = null; });
  canvas.addEventListener("pointermove", (event) => {
    if (!held) return;
    const ratio = window.devicePixelRatio || 1;
    view.x += (event.clientX - held[0]) * ratio;
    view.y += (event.clientY - held[1]) * ratio;
    held = [event.clientX, event.clientY];
    draw();
  });
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    const ratio = window.devicePixelRatio || 1;
    const box = canvas.getBoundingClientRect();
    zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2,
      (event.clientX - box.left) * ratio, (event.clientY - box.top) * ratio);
  }, { passive: false });
  document.getElementById("map-in").addEventListener("click", () => zoom(1.4));
  document.getElementById("map-out").addEventListener("click", () => zoom(1 / 1.4));
  document.getElementById("map-fit").addEventListener("click", () => { fit(); draw(); });
  choice.addEventListener("change", draw);
  layers.forEach(([, box]) => box.addEventListener("change", draw));
  window.addEventListener("resize", resize);
  resize();
}
