// A chart over time, drawn by uPlot, which is loaded once the first one is to be drawn.
import { el, fill } from '../dom.js';

const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const DAY = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric' });
const MOMENT = new Intl.DateTimeFormat('en-GB', { weekday: 'short', hour: '2-digit', minute: '2-digit' });

let loading;

/**
 * Returns undefined where it does not come; it is asked for anew the next time. Both parts must be there before the
 * first drawing: a legend without its style would push away for a moment what stands below.
 */
function library() {
  loading ??= new Promise((resolve) => {
    const parts = [el('link', { rel: 'stylesheet', href: 'lib/uplot/dist/uPlot.min.css' }),
      el('script', { src: 'lib/uplot/dist/uPlot.iife.min.js' })];
    Promise.all(parts.map(arrival)).then(() => resolve(window.uPlot), () => {
      parts.forEach((part) => part.remove());
      loading = undefined;
      resolve(undefined);
    });
    document.head.append(...parts);
  });
  return loading;
}

const arrival = (part) => new Promise((resolve, reject) => {
  part.addEventListener('load', resolve);
  part.addEventListener('error', reject);
});

/**
 * Makes a figure and returns it with draw(data, summary). lines: {label, colour (a token), fill?, bars?}; say turns
 * a value into text, mark into one for the axis. data: seconds, then the values of each line.
 */
export function chart({ heading, lines, say, mark: axis = say, log = false }, signal) {
  const box = el('div.plot', { role: 'img', 'aria-label': heading });
  const caption = el('span.hint');
  const figure = el('figure.panel.chart', {}, el('figcaption.panel-head', {}, el('h2', {}, heading), caption), box);
  let plot;
  let last;
  const draw = async (data, summary) => {
    last = [data, summary];
    const UPlot = await library();
    if (signal.aborted) {
      return;
    }
    fill(caption, summary);
    box.setAttribute('aria-label', `${heading}: ${summary}`);
    if (!UPlot) {
      fill(caption, `${summary}; the chart itself could not be loaded yet`);
    } else if (plot) {
      plot.setData(data);
    } else if (box.clientWidth > 0) {
      plot = new UPlot(options(UPlot, box, lines, say, axis, log), data, box);
    }
  };
  const anew = () => {
    plot?.destroy();
    plot = undefined;
    if (last) {
      draw(...last);
    }
  };
  const fitting = new ResizeObserver(() => (plot ? plot.setSize(size(box)) : last && draw(...last)));
  fitting.observe(box);
  const scheme = matchMedia('(prefers-color-scheme: dark)');
  scheme.addEventListener('change', anew, { signal });
  window.addEventListener('theme', anew, { signal });
  signal.addEventListener('abort', () => {
    fitting.disconnect();
    plot?.destroy();
  });
  return { figure, draw };
}

/** A canvas knows no units but pixels. */
const rem = (many) => Math.round(many * parseFloat(getComputedStyle(document.documentElement).fontSize));

const size = (box) => ({ width: box.clientWidth, height: rem(9) });

function options(UPlot, box, lines, say, worded, log) {
  const colour = (token) => resolved(box, token);
  const axis = { stroke: colour('--faint'), grid: { stroke: colour('--line'), width: 1 }, ticks: { show: false }, font: `${rem(0.84)}px system-ui` };
  return {
    ...size(box),
    cursor: { y: false, points: { size: 6 } },
    legend: { live: true },
    scales: {
      x: { time: true },
      y: log ? { distr: 3, range: (u, low, high) => [decade(low ?? 1, Math.floor), Math.max(decade(high ?? 1, Math.ceil), 100)] }
        : { range: (u, low, high) => [0, Math.max(high ?? 0, 1) * 1.1] },
    },
    axes: [
      { ...axis, size: rem(2), space: rem(5), values: (u, moments, index, space, step) => moments.map((moment) => mark(moment, step)) },
      { ...axis, size: rem(4.3), ...(log ? decades(axis) : {}),
        values: (u, values) => values.map((value) => (value === null ? '' : worded(value))) },
    ],
    series: [
      { label: 'At', value: (u, moment) => (moment === null ? '–' : MOMENT.format(moment * 1000)) },
      ...lines.map(({ label, colour: token, bars }) => ({
        label,
        stroke: colour(token),
        width: 1.5,
        fill: bars ? colour(token) : undefined,
        paths: bars ? UPlot.paths.bars({ size: [0.7, 40] }) : undefined,
        points: bars ? { show: false } : { show: true, size: 5, fill: colour(token), filter: (u, index) => lone(u.data[index]) },
        spanGaps: false,
        value: (u, value) => (value === null || value === undefined ? '–' : say(value)),
      })),
    ],
  };
}

/** A line shows nothing where a value has no neighbours: such a one is drawn as a point. */
const lone = (values) => [...values.keys()].filter((i) =>
  (values[i] ?? null) !== null && (values[i - 1] ?? null) === null && (values[i + 1] ?? null) === null);

/** The power of ten next to a value; a scale of decades has a mark at both ends. */
const decade = (value, round) => 10 ** round(Math.log10(Math.max(value, 1)));

/** Of a logarithmic axis only 1, 10, 100 and so on. */
function decades(axis) {
  const filter = (u, splits) => splits.map((value) => (Number.isInteger(Math.log10(value)) ? value : null));
  return { filter, grid: { ...axis.grid, filter } };
}

const mark = (moment, step) => {
  const date = new Date(moment * 1000);
  return step >= 86_400 || (date.getHours() === 0 && date.getMinutes() === 0) ? DAY.format(date) : CLOCK.format(date);
};

/** A canvas knows no tokens. */
function resolved(box, token) {
  const probe = el('span');
  probe.style.color = `var(${token})`;
  box.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}
