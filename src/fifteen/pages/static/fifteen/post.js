/* Sending to our own server: form-encoded, with the CSRF token. */

const COOKIE = /(?:^|; )fifteen_csrf=([^;]+)/;
const LARGEST_LEAVING = 60_000; // bytes a browser sends for a page that goes away

/* The cookie before the form: a page kept on the device may be older than the seat. */
export function token() {
  const cookie = COOKIE.exec(document.cookie);
  return cookie ? cookie[1] : document.querySelector("input[name=csrfmiddlewaretoken]")?.value || "";
}

/* `fields`: URLSearchParams, a form, or an object. Rejects when the network fails.
   `leaving`: the page is going away, the browser finishes the request without it. */
export function post(url, fields, { leaving = false, signal } = {}) {
  const body = encoded(fields);
  return fetch(url, {
    method: "POST",
    body,
    headers: { "X-CSRFToken": token(), "X-Requested-With": "fetch", Accept: "application/json" },
    credentials: "same-origin",
    keepalive: leaving && body.toString().length < LARGEST_LEAVING,
    signal,
  });
}

/* URLSearchParams keeps line ends as they stand in the textarea (LF), as the offsets of findings
   count them; a form sent as multipart would turn each into two characters. */
function encoded(fields) {
  if (fields instanceof URLSearchParams) return fields;
  if (fields instanceof HTMLFormElement) return new URLSearchParams(new FormData(fields));
  return new URLSearchParams(fields);
}
