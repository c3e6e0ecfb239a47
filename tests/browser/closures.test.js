// A visitor closes a road on the page: it is drawn as closed, the vans go another way, and it opens again.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTown, picture, SIZES, startBrowser, startTown, until } from './town.js';

let town;
let browser;

before(async () => {
  [town, browser] = await Promise.all([startTown(), startBrowser()]);
});

after(async () => {
  await browser?.close();
  await town?.stop();
});

test('a road that is closed on the page is driven around until it is open again', async () => {
  const { page, complaints, close } = await openTown(browser, town.address, SIZES.desktop);
  const { van, road } = await aRoadAhead(town.address);

  await page.evaluate(([lon, lat]) => window.noriai.map.jumpTo({ center: [lon, lat], zoom: 16 }), road.at);
  await page.getByTestId('close-road').click();
  await page.getByTestId('road-at-centre').click();
  await page.getByTestId('close-road-yes').waitFor({ timeout: 20_000 });
  await picture(page, 'closure-1-asked');
  await page.getByTestId('close-road-yes').click();
  const closed = await until('the road is closed', 30, async () => {
    const { closures } = await scene(town.address);
    return closures.find((closure) => closure.in_force);
  });
  await until('no van is bound for it', 30, async () => {
    const { vehicles } = await scene(town.address);
    return vehicles.every(({ id, route }) => !passes(route, closed.lines) || (id === van && passes(route.slice(0, 3), closed.lines)));
  });
  await picture(page, 'closure-2-closed');

  await page.evaluate(
    ([lon, lat]) => window.noriai.map.jumpTo({ center: [lon, lat], zoom: 16 }),
    closed.lines[0][Math.floor(closed.lines[0].length / 2)],
  );
  await page.waitForTimeout(1_500);
  const box = await page.getByTestId('map').boundingBox();
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await page.getByTestId('reopen-road').click({ timeout: 20_000 });
  await until('the road is open', 30, async () => (await scene(town.address)).closures.length === 0);
  await picture(page, 'closure-3-open');
  assert.deepEqual(complaints, []);
  await close();
});

test('on a phone the map keeps still under the finger, and what was pointed at is not covered', async () => {
  const { page, complaints, close } = await openTown(browser, town.address, SIZES.phone);
  const { stops } = await (await fetch(`${town.address}/v1/town`)).json();
  const box = await page.getByTestId('map').boundingBox();

  for (const { what, begin, pointed, end } of [
    {
      what: 'road',
      begin: 'close-road',
      pointed: () => page.getByTestId('close-road-yes').waitFor({ timeout: 20_000 }),
      end: () => page.getByTestId('close-road-bar').getByRole('button').last().click(),
    },
    { what: 'place', begin: 'from-on-map', pointed: () => page.getByTestId('fold').waitFor(), end: () => {} },
  ]) {
    await page.getByRole('button', { name: '町全体を見る' }).click();
    const before = await settled(page);
    await page.getByTestId(begin).click();
    assert.deepEqual(await settled(page), before, `${what}: the panel steps aside and the map stays`);
    // A stop low on the map, where the panel comes back; it is the page that moves the map, not the reader.
    const { position } = stops[0];
    const low = box.height - 90;
    await page.evaluate(
      ([lon, lat, down]) => {
        window.noriai.map.jumpTo({ center: [lon, lat], zoom: 15.5 });
        window.noriai.map.panBy([0, -down], { animate: false });
      },
      [position.lon, position.lat, low - box.height / 2],
    );
    await settled(page);
    const at = await onMap(page, position);
    assert.ok(Math.abs(at.y - low) < 2, `${what}: the stop is at ${at.y}`);
    const aimed = await camera(page);
    await page.mouse.click(box.x + at.x, box.y + at.y);
    await pointed();
    if (what === 'road') assert.deepEqual(await settled(page), aimed, 'the road that is asked about stays where it is');
    await picture(page, `closure-phone-${what}-1-pointed`);
    await end();
    await page.getByTestId('fold').waitFor();
    await settled(page);
    const panel = await page.locator('#booking').boundingBox();
    const seen = await onMap(page, position);
    assert.ok(0 < seen.y && box.y + seen.y < panel.y, `${what}: at ${seen.y} it is covered by the panel at ${panel.y}`);
    assert.equal((await camera(page)).zoom, aimed.zoom, `${what}: the map does not zoom away`);
    await picture(page, `closure-phone-${what}-2-after`);

    const kept = await camera(page);
    await page.getByTestId('fold').click();
    assert.deepEqual(await settled(page), kept, `${what}: folding the panel moves nothing that was pointed at`);
    await page.getByTestId('fold').click();
    assert.deepEqual(await settled(page), kept);
  }
  assert.deepEqual(complaints, []);
  await close();
});

test('the town says nothing of warnings or errors meanwhile', () => {
  const warnings = town.log().split('\n').filter((line) => /\b(WARN|ERROR)\b/.test(line));
  assert.deepEqual(warnings, []);
});

/** Where the map looks. */
function camera(page) {
  return page.evaluate(() => {
    const { map } = window.noriai;
    const { lng, lat } = map.getCenter();
    return { lon: lng.toFixed(6), lat: lat.toFixed(6), zoom: map.getZoom().toFixed(4) };
  });
}

/** Where the map looks once it has come to rest. */
async function settled(page) {
  let last = await camera(page);
  return await until('the map at rest', 20, async () => {
    await page.waitForTimeout(400);
    const [before, now] = [last, await camera(page)];
    last = now;
    return JSON.stringify(before) === JSON.stringify(now) && now;
  });
}

/** A position in pixels from the map's upper left corner. */
function onMap(page, { lon, lat }) {
  return page.evaluate(([lon, lat]) => {
    const { x, y } = window.noriai.map.project([lon, lat]);
    return { x, y };
  }, [lon, lat]);
}

/** A stretch of road far ahead on some van's way. */
async function aRoadAhead(address) {
  return await until('a van with a way ahead', 120, async () => {
    const { vehicles } = await scene(address);
    const bound = vehicles.filter(({ route }) => 30 < route.length);
    if (bound.length === 0) return null;
    const { id, route } = bound[0];
    return { van: id, road: { at: route[Math.floor(route.length / 2)] } };
  });
}

/** True if a way runs along one of the lines: it has two of its points one after the other. */
function passes(route, lines) {
  const key = ([lon, lat]) => `${lon.toFixed(6)},${lat.toFixed(6)}`;
  const pairs = new Set(route.slice(1).map((to, index) => `${key(route[index])} ${key(to)}`));
  return lines.some((line) =>
    line.slice(1).some((to, index) => {
      const [a, b] = [key(line[index]), key(to)];
      return pairs.has(`${a} ${b}`) || pairs.has(`${b} ${a}`);
    }),
  );
}

/** The town as a newcomer is shown it. */
async function scene(address) {
  const stop = new AbortController();
  const response = await fetch(`${address}/v1/live`, { signal: stop.signal });
  let text = '';
  for await (const part of response.body.pipeThrough(new TextDecoderStream())) {
    text += part;
    if (text.includes('\n\n')) break;
  }
  stop.abort();
  return JSON.parse(text.split('\ndata: ')[1].split('\n')[0]);
}
