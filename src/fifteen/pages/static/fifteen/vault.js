/* What this browser keeps, enciphered: pages to have at hand, and whatever was typed and is not yet
   with the server. Used by pages (import "./vault.js") and by the worker (importScripts), so it has
   no imports and no exports: it makes `vault`.

   The key has two halves. One comes from /device/key and lies here as a CryptoKey no script can read
   out; the other is a cookie that ends with the seat. Only both together open anything, and what
   they make (AES-GCM, and HMAC for the names) is never written down.
   docs/decisions/kept-in-the-browser.md says what that protects from and what not. */

(() => {
  const COOKIE = "fifteen_device";
  const PATIENCE = 10_000; // ms until stores that do not open are none: the next use tries again
  const KINDS = ["page", "hand", "line", "letter"];
  const text = new TextEncoder();
  let base = null;
  let open = null;

  function database() {
    base ??= awake(opened);
    base.catch(() => (base = null));
    return base;
  }

  /* A browser puts a page aside as it stands when one goes on. Put aside in the middle of making the
     stores, it kept every other page from opening them for three minutes (Chromium). It is ended
     when another wants a lock that it holds. */
  function awake(work) {
    const locks = globalThis.navigator?.locks;
    return locks ? locks.request("fifteen opens", work) : work();
  }

  function opened() {
    return new Promise((done, failed) => {
      const ask = indexedDB.open("fifteen", 1);
      ask.onupgradeneeded = () => {
        ask.result.createObjectStore("door", { keyPath: "id" });
        ask.result.createObjectStore("things", { keyPath: "id" }).createIndex("kind", ["owner", "kind"]);
      };
      let late = false;
      setTimeout(() => ((late = true), failed(new Error("the stores do not open"))), PATIENCE);
      ask.onsuccess = () => {
        if (late) return ask.result.close();
        ask.result.onversionchange = () => ask.result.close();
        ask.result.onclose = () => (base = null);
        done(ask.result);
      };
      ask.onerror = () => failed(ask.error);
    });
  }

  /* One transaction. Strict: it is on the disk, not only on its way, when this resolves. */
  async function run(store, mode, work) {
    const data = await database();
    return new Promise((done, failed) => {
      const step = data.transaction(store, mode, { durability: "strict" });
      const ask = work(step.objectStore(store));
      step.oncomplete = () => done(ask?.result);
      step.onerror = step.onabort = () => failed(step.error);
      step.commit?.(); // else it would end with a page that closes now
    });
  }

  /* The keys, or null: no seat in this browser, or a browser that keeps nothing. */
  async function keys(again = false) {
    if (!open || again) open = derive().catch(() => null);
    const found = await open;
    if (!found) open = null;
    return found;
  }

  async function derive() {
    if (!globalThis.crypto?.subtle || !globalThis.indexedDB) return null;
    const door = await run("door", "readonly", (store) => store.get("door"));
    const salt = door && (await seat(door));
    if (!salt) return null;
    const from = (info) => ({ name: "HKDF", hash: "SHA-256", salt: bytes(salt), info: text.encode(info) });
    const made = (info, what, uses) => crypto.subtle.deriveKey(from(info), door.key, what, false, uses);
    return {
      owner: door.owner,
      aes: await made("texts", { name: "AES-GCM", length: 256 }, ["encrypt", "decrypt"]),
      mac: await made("names", { name: "HMAC", hash: "SHA-256", length: 256 }, ["sign"]),
    };
  }

  async function seat(door) {
    if (door.seat) return door.seat; // a browser whose worker cannot read cookies
    if (globalThis.document) return new RegExp(`(?:^|; )${COOKIE}=([^;]+)`).exec(document.cookie)?.[1];
    return (await globalThis.cookieStore?.get(COOKIE))?.value;
  }

  function bytes(text64) {
    const plain = atob(text64.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
  }

  /* Takes the half that is kept. Another owner's pages go; what another typed stays, closed. */
  async function unlock(owner, half) {
    if (!globalThis.crypto?.subtle || !globalThis.indexedDB) return null;
    const key = await crypto.subtle.importKey("raw", bytes(half), "HKDF", false, ["deriveKey"]);
    const was = await run("door", "readonly", (store) => store.get("door"));
    if (was && was.owner !== owner) await forget(was.owner, ["page"]);
    const own = globalThis.cookieStore ? {} : { seat: new RegExp(`${COOKIE}=([^;]+)`).exec(document.cookie)?.[1] };
    await run("door", "readwrite", (store) => store.put({ id: "door", owner, key, ...own }));
    return keys(true);
  }

  /* The seat is gone: pages and key go, what was typed stays, closed, until the seat is back. */
  async function lock() {
    open = null;
    if (!globalThis.indexedDB) return;
    const door = await run("door", "readonly", (store) => store.get("door"));
    if (door) await forget(door.owner, ["page"]);
    await run("door", "readwrite", (store) => store.delete("door"));
  }

  async function forget(owner, kinds = KINDS) {
    for (const kind of kinds) {
      const ids = await run("things", "readonly", (store) => store.index("kind").getAllKeys([owner, kind]));
      await run("things", "readwrite", (store) => ids.forEach((id) => store.delete(id)));
    }
  }

  async function called(own, kind, name) {
    const sign = await crypto.subtle.sign("HMAC", own.mac, text.encode(`${kind} ${name}`));
    return btoa(String.fromCharCode(...new Uint8Array(sign)));
  }

  /* Keeps a value under a name; false where nothing can be kept. */
  async function put(kind, name, value) {
    const own = await keys();
    if (!own) return false;
    const id = await called(own, kind, name);
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const how = { name: "AES-GCM", iv, additionalData: text.encode(id) };
    const data = await crypto.subtle.encrypt(how, own.aes, text.encode(JSON.stringify({ name, value })));
    await run("things", "readwrite", (store) => store.put({ id, owner: own.owner, kind, iv, data }));
    return true;
  }

  async function read(own, { id, iv, data }) {
    const how = { name: "AES-GCM", iv, additionalData: text.encode(id) };
    return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(how, own.aes, data)));
  }

  async function get(kind, name) {
    const own = await keys();
    const id = own && (await called(own, kind, name));
    const row = own && (await run("things", "readonly", (store) => store.get(id)));
    return row ? (await read(own, row)).value : null;
  }

  /* Everything of a kind as [{name, value}]; what cannot be read is left where it is. */
  async function all(kind) {
    const own = await keys();
    if (!own) return [];
    const rows = await run("things", "readonly", (store) => store.index("kind").getAll([own.owner, kind]));
    const found = await Promise.all(rows.map((row) => read(own, row).catch(() => null)));
    return found.filter(Boolean);
  }

  async function drop(kind, name) {
    const own = await keys();
    if (!own) return;
    const id = await called(own, kind, name);
    await run("things", "readwrite", (store) => store.delete(id));
  }

  /* How many things stand here, whoever can open them. */
  async function count() {
    return globalThis.indexedDB ? run("things", "readonly", (store) => store.count()) : 0;
  }

  globalThis.vault = { keys, unlock, lock, forget, put, get, all, drop, count };
})();
