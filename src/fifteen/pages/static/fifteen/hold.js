/* Whose hand types: a window holds the lock of its id as long as it lives, so that nobody takes up
   meanwhile what it has on the device. */

/* Takes the lock of an id and keeps it until the page goes; whether it was free. */
export function held(id, patience = 0) {
  if (!navigator.locks) return Promise.resolve(true);
  const name = `fifteen.hand.${id}`;
  const how = patience ? { signal: AbortSignal.timeout(patience) } : { ifAvailable: true };
  return new Promise((done) => {
    navigator.locks
      .request(name, how, (lock) => {
        done(lock !== null);
        return lock && new Promise(() => {});
      })
      .catch(() => done(false));
  });
}
