/* Sending to our own server: form-encoded, with the CSRF token. */

const COOKIE = /(?:^|; )fifteen_csrf=([^;]+)/;

export function token() {
  const field = document.querySelector("input[name=csrfmiddlewaretoken]");
  return field ? field.value : (COOKIE.exec(document.cookie) || ["", ""])[1];
}

/* `fields`: URLSearchParams, a form, or an object. Rejects when the network fails.
   `leaving`: the page is going away, the browser finishes the request without it. */
export function post(url, fields, { leaving = false, signal } = {}) {
  return fetch(url, {
    method: "POST",
    body: encoded(fields),
    headers: { "X-CSRFToken": token(), "X-Requested-With": "fetch", Accept: "application/json" },
    credentials: "same-origin",
    keepalive: leaving,
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
