// A visitor opens the town's page, sees it live, books a ride and is carried to the goal.

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
  await page.getByTestId('speed-8').click();

  await choosePlace(page, 'from', '駅');
  await choosePlace(page, 'to', '病院');
  await picture(page, 'booking-1-wish');
  await page.getByTestId('ask').click();

  await page.getByTestId('offer-card').first().waitFor({ timeout: 20_000 });
  await picture(page, 'booking-2-offers');
  await page.getByTestId('offer-card').first().click();
  await page.getByTestId('confirm').waitFor();
  await picture(page, 'booking-3-confirm');
  await page.getByTestId('confirm').click();

  const status = page.getByTestId('booking-status');
  await status.waitFor({ timeout: 20_000 });
  await picture(page, 'booking-4-booked');
  await page.getByTestId('speed-30').click();
  const stands = () => status.getAttribute('data-status');
  await until('the van has come', 180, async () => ['aboard', 'completed'].includes(await stands()));
  await picture(page, 'booking-5-aboard');
  await until('the ride is over', 240, async () => (await stands()) === 'completed');
  await picture(page, 'booking-6-completed');

  assert.deepEqual(complaints, []);
  await close();
});

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
  const complaints = town.log().split('\n').filter((line) => /\b(WARN|ERROR)\b/.test(line));
  assert.deepEqual(complaints, []);
});

async function choosePlace(page, end, words) {
  const input = page.getByTestId(`${end}-input`);
  await input.click();
  await input.fill(words);
  await page.getByTestId('place-option').first().waitFor({ timeout: 20_000 });
  // By keyboard, as some must.
  await input.press('ArrowDown');
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
