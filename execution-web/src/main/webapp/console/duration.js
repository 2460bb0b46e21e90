// How long ended executions are kept: an ISO-8601 duration of days and less, or none, which is for ever.

const SHAPE = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/i;
const SECONDS = [86_400, 3600, 60, 1];

/** Returns the seconds, or NaN for what this page cannot read. */
function seconds(text) {
  if (text === 'none') {
    return Infinity;
  }
  const parts = SHAPE.exec(text)?.slice(1);
  return parts ? parts.reduce((sum, part, index) => sum + Number(part ?? 0) * SECONDS[index], 0) : NaN;
}

/** Whether the one is shorter than the other. What cannot be read is taken for shorter: the service may know it. */
export const isShorter = (one, other) => !(seconds(String(one)) >= seconds(other));
