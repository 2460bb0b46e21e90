// The service's time, as this machine may have another one.

const BEARABLE_MS = 3000;

let ahead = 0;

/** Takes the time from an answer, which names whole seconds. */
export function setBy(headers) {
  const said = Date.parse(headers.get('date') ?? '');
  if (!Number.isNaN(said)) {
    const difference = said - Date.now();
    ahead = Math.abs(difference) > BEARABLE_MS ? difference : 0;
  }
}

export const now = () => Date.now() + ahead;
