/* The worker: what this browser shows where there is no connection. While there is one, every page
   comes from the server; the copies it keeps (vault.js) are for when that fails. It keeps the pages
   /device/pages names and no others, each only for the owner whose seat is in this browser.
   SETTING (version, files) comes from pages/device.py: a new version is a new worker. */

const FILES = `fifteen-${SETTING.version}`;
const OFFLINE = "/offline";
const PATIENCE = 8_000; // ms a page may take before its copy is shown
const AWAY = [502, 503, 504]; // a server in front says that ours does not answer

self.addEventListener("install", (event) => {
  const fresh = [...SETTING.files, OFFLINE].map((file) => new Request(file, { cache: "reload" }));
  event.waitUntil(caches.open(FILES).then((cache) => cache.addAll(fresh)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      const old = (await caches.keys()).filter((name) => name.startsWith("fifteen-") && name !== FILES);
      await Promise.all(old.map((name) => caches.delete(name)));
      await self.registration.navigationPreload?.enable();
      await self.clients.claim();
    })(),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.mode === "navigate" && request.method === "GET") event.respondWith(page(event, pathname));
  else if (request.mode === "navigate" && isForm(request)) event.respondWith(form(request));
  else if (request.method === "GET" && SETTING.files.includes(pathname)) event.respondWith(file(request));
});

/* Files of megabytes are left to the browser. */
function isForm(request) {
  return /urlencoded/.test(request.headers.get("content-type") || "");
}

async function page(event, address) {
  const asked = Promise.resolve(event.preloadResponse).then((early) => early || fetch(event.request));
  event.waitUntil(asked.catch(() => {}));
  const kept = copy(address).catch(() => null);
  try {
    const answer = await Promise.race([asked, late(kept)]);
    if (AWAY.includes(answer.status) && (await kept)) return await kept;
    if (answer.status === 200 && (await kept)) event.waitUntil(keep(address, answer.clone()).catch(() => {}));
    return answer;
  } catch {
    return (await kept) || offline("page");
  }
}

/* The copy, when the network hangs; never where there is none. */
function late(kept) {
  return new Promise((done) => setTimeout(async () => (await kept) && done(await kept), PATIENCE));
}

async function form(request) {
  try {
    return await fetch(request);
  } catch {
    return offline("form");
  }
}

async function file(request) {
  try {
    return await fetch(request);
  } catch (away) {
    const kept = await caches.match(request, { ignoreSearch: true });
    if (kept) return kept;
    throw away;
  }
}

async function offline(asked) {
  const kept = await caches.match(OFFLINE);
  if (!kept) return Response.error();
  const body = (await kept.text()).replace("<body", `<body data-asked="${asked}"`);
  return new Response(body, { status: 503, headers: kept.headers });
}

/* copies */

const UNKEPT = ["set-cookie", "content-encoding", "content-length", "transfer-encoding"];
const CLOCK = /data-now="(\d+)"/; // the server's clock when it wrote the page

async function keep(address, answer, about = null) {
  const own = await vault.keys(true);
  const body = await answer.text();
  if (!own || answer.redirected || !body.includes(`name="device" content="${own.owner}"`)) return;
  const was = await vault.get("page", address);
  const headers = [...answer.headers].filter(([name]) => !UNKEPT.includes(name.toLowerCase()));
  await vault.put("page", address, { ...was, ...about, body, headers, at: Date.now() });
}

async function copy(address) {
  await vault.keys(true); // the seat may have gone since
  const kept = await vault.get("page", address);
  if (!kept?.body) return null;
  const now = (_, then) => `data-now="${Number(then) + Date.now() - kept.at}"`;
  const body = kept.body.replace(CLOCK, now).replace("<html", "<html data-kept");
  return new Response(body, { headers: kept.headers });
}

self.addEventListener("message", (event) => {
  if (!event.data?.talks) return;
  const done = refresh(event.data).catch(() => false);
  event.waitUntil(done.then((whole) => event.ports[0]?.postMessage(whole)));
});

/* Brings the copies up to date with the list; what is not in it goes. Whether all came. */
async function refresh({ owner, talks }) {
  const own = await vault.keys(true);
  if (own?.owner !== owner) return false;
  let whole = true;
  const kept = new Map((await vault.all("page")).map(({ name, value }) => [name, value]));
  for (const talk of talks) {
    for (const { label, address } of talk.pages) {
      const was = kept.get(address);
      kept.delete(address);
      const about = { title: talk.title, when: talk.when, label, mark: talk.mark };
      if (was?.mark === talk.mark) continue;
      const answer = await fetch(address, { credentials: "same-origin" }).catch(() => null);
      if (answer?.ok) await keep(address, answer, about);
      else if (!answer || AWAY.includes(answer.status)) whole = false;
    }
  }
  for (const address of kept.keys()) await vault.drop("page", address);
  return whole;
}
