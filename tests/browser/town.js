// The real binary with a demo town, on a free port, and a browser in front of it.

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = fileURLToPath(new URL('../../', import.meta.url));
const binary = join(root, 'target/release/noriai');
const pictures = join(root, 'target/screenshots');

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

// The page draws with WebGL; a machine without a graphics card computes it.
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
];

export const SIZES = {
  phone: { width: 390, height: 844 },
  tablet: { width: 820, height: 1180 },
  desktop: { width: 1440, height: 900 },
};

/** Where a real map stands beside the project, if it does. */
export function extract(name) {
  return join(root, `../shared/data/osm/${name}.osm.pbf`);
}

/** Starts a demo town; `address` is where it serves, `log()` what it said so far. */
export async function startTown(...more) {
  if (!existsSync(binary)) throw new Error(`${binary} is missing: run \`make build\` first`);
  const data = mkdtempSync(join(tmpdir(), 'noriai-browser-'));
  const args = ['demo', '--port', '0', '--data', data, ...more];
  const child = spawn(binary, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let log = '';
  child.stderr.setEncoding('utf8');
  const address = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no address within 60 s:\n${log}`)), 60_000);
    child.stderr.on('data', (text) => {
      log += text;
      const found = log.match(/http:\/\/(?:127\.0\.0\.1|localhost):(\d+)/);
      if (found) {
        clearTimeout(timer);
        resolve(`http://127.0.0.1:${found[1]}`);
      }
    });
    child.once('exit', (code) => reject(new Error(`the town stopped with ${code}:\n${log}`)));
  });
  const stop = async () => {
    child.removeAllListeners('exit');
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await gone;
    rmSync(data, { recursive: true, force: true });
  };
  return { address, log: () => log, stop };
}

export async function startBrowser() {
  const executablePath = BROWSERS.find(existsSync);
  if (!executablePath) throw new Error('Chromium is missing: run `scripts/ensure test` first');
  return chromium.launch({ executablePath, args: FLAGS });
}

/** Opens the town page and waits until its map is drawn; collects what the page complains of. */
export async function openTown(browser, address, size) {
  const context = await browser.newContext({ viewport: size, locale: 'ja-JP' });
  const page = await context.newPage();
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('request', (request) => {
    const url = request.url();
    const own = url.startsWith(address) || url.startsWith('blob:') || url.startsWith('data:');
    if (!own) complaints.push(`asks another host: ${url}`);
  });
  await page.goto(address);
  await page.waitForSelector('[data-testid=map][data-ready=true]', { timeout: 60_000 });
  return { page, complaints, close: () => context.close() };
}

export async function picture(page, name) {
  await page.screenshot({ path: join(pictures, `${name}.png`) });
}

/** Asks again until `probe` answers something true, or fails with `what` after `seconds`. */
export async function until(what, seconds, probe) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await probe();
    if (answer) return answer;
    if (end < Date.now()) throw new Error(`${what}: not within ${seconds} s`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
