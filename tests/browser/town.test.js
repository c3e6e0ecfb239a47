// A visitor opens the town's page, sees it live, books a ride and is carried to the goal.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { extract, openTown, picture, SIZES, startBrowser, startTown, until } from './town.js';

let town;
let browser;

before(async () => {
  [town, browser] = await Promise.all([startTown(), startBrowser()]);
});

after(async () => {
  await browser?.close();
  await town?.stop();
});

for (const [name, size] of Object.entries(SIZES)) {
  test(`the page shows the map, the figures and moving vans on a ${name}`, async () => {
    const { page, complaints, close } = await openTown(browser, town.address, size);
    await page.getByTestId('speed-30').click();

    await until('vans on the map', 30, () => vanCount(page));
    const before = await vans(page);
    await until('a van that moves', 60, async () => hasMoved(before, await vans(page)));
    assert.ok(0 < (await roadsDrawn(page)), 'the basemap draws roads');
    assert.match(await page.getByTestId('clock').innerText(), /\d{1,2}:\d{2}/);

    await picture(page, `town-${name}`);
    assert.deepEqual(complaints, []);
    await close();
  });
}

test('a ride booked on the page is served by a van', async () => {
  const { page, complaints, close } = await openTown(browser, town.address, SIZES.phone);
  await rideAlong(page, '駅', '病院', 'booking');
  assert.deepEqual(complaints, []);
  await close();
});

for (const [name, from, to] of [
  ['toyama', '富山駅', '病院'],
  ['isle-of-man', 'sea terminal', 'tesco'],
]) {
  test(`on the real map of ${name} vans move and serve a booking`, async (t) => {
    const file = extract(name);
    if (!existsSync(file)) {
      t.diagnostic(`skipped: ${name} is not beside the project`);
      return;
    }
    const real = await startTown('--map', file);
    t.after(() => real.stop());
    const { page, complaints, close } = await openTown(browser, real.address, SIZES.desktop);
    await page.getByTestId('speed-30').click();
    await until('vans on the map', 30, () => vanCount(page));
    const before = await vans(page);
    await until('a van that moves', 60, async () => hasMoved(before, await vans(page)));
    assert.ok(0 < (await roadsDrawn(page)), 'the basemap draws roads');
    await rideAlong(page, from, to, name);
    assert.deepEqual(complaints, []);
    assert.deepEqual(warnings(real), []);
    await close();
  });
}

test('a booked ride can be called off', async () => {
  const { page, complaints, close } = await openTown(browser, town.address, SIZES.desktop);
  await page.getByTestId('speed-8').click();
  await page.getByTestId('lang-en').click();
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');

  await choosePlace(page, 'from', '病院');
  await choosePlace(page, 'to', '駅');
  await page.getByTestId('ask').click();
  await page.getByTestId('offer-card').first().click({ timeout: 20_000 });
  await page.getByTestId('confirm').click();
  await page.getByTestId('cancel').click({ timeout: 20_000 });
  await page.getByTestId('cancel-confirm').click();

  const status = page.getByTestId('booking-status');
  await until('the ride is called off', 20, async () => {
    return (await status.getAttribute('data-status')) === 'cancelled';
  });
  assert.deepEqual(complaints, []);
  await close();
});

test('the town says nothing of warnings or errors while all this goes on', () => {
  assert.deepEqual(warnings(town), []);
});

/** Books a ride on the page and watches it to its end, with a picture of each step. */
async function rideAlong(page, from, to, name) {
  await page.getByTestId('speed-8').click();
  await choosePlace(page, 'from', from);
  await choosePlace(page, 'to', to);
  await picture(page, `${name}-1-wish`);
  await page.getByTestId('ask').click();

  await page.getByTestId('offer-card').first().waitFor({ timeout: 20_000 });
  await picture(page, `${name}-2-offers`);
  await page.getByTestId('offer-card').first().click();
  await page.getByTestId('confirm').waitFor();
  await picture(page, `${name}-3-confirm`);
  await page.getByTestId('confirm').click();

  const status = page.getByTestId('booking-status');
  await status.waitFor({ timeout: 20_000 });
  await picture(page, `${name}-4-booked`);
  await page.getByTestId('speed-30').click();
  const stands = () => status.getAttribute('data-status');
  await until('the van has come', 180, async () => ['aboard', 'completed'].includes(await stands()));
  await picture(page, `${name}-5-aboard`);
  await until('the ride is over', 240, async () => (await stands()) === 'completed');
  await picture(page, `${name}-6-completed`);
}

function warnings(town) {
  return town.log().split('\n').filter((line) => /\b(WARN|ERROR)\b/.test(line));
}

async function choosePlace(page, end, words) {
  const input = page.getByTestId(`${end}-input`);
  await input.click();
  await input.fill(words);
  await page.getByTestId('place-option').first().waitFor({ timeout: 20_000 });
  // By keyboard, as some must: the first place found is chosen already.
  await input.press('Enter');
}

async function vanCount(page) {
  return Number(await page.getByTestId('vehicle-count').getAttribute('data-count'));
}

function vans(page) {
  return page.evaluate(() => window.noriai.vehicles());
}

function hasMoved(before, now) {
  return now.some((van) => {
    const old = before.find((other) => other.id === van.id);
    const far = (a, b) => 1e-4 < Math.abs(a.lat - b.lat) + Math.abs(a.lon - b.lon);
    return old?.position && van.position && far(old.position, van.position);
  });
}

function roadsDrawn(page) {
  return page.evaluate(() => {
    const { map } = window.noriai;
    const layers = map.getStyle().layers.filter((layer) => layer['source-layer'] === 'road');
    return map.queryRenderedFeatures({ layers: layers.map((layer) => layer.id) }).length;
  });
}
