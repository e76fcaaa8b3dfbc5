'use strict';
(function () {
  const data = JSON.parse(document.getElementById('data').textContent);
  const STYLES = ['answered', 'blackholed', 'silent', 'client', 'loss', 'unclear', 'reset', 'probed'];
  const SIGNS = ['●', '✕', '■', '▲', '◆', '✚', '▼', '○'];
  const PROBED = 7;
  const plots = [];

  const byId = id => document.getElementById(id);
  const color = name => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
  const count = n => n.toLocaleString('en-US');
  const time = ms => ms < 1000 ? ms + ' ms' : (ms / 1000).toLocaleString('en-US', {maximumFractionDigits: ms < 100000 ? 1 : 0}) + ' s';
  const element = (name, text, parent) => {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (parent) parent.append(made);
    return made;
  };

  const axis = more => Object.assign({
    stroke: () => color('soft'), grid: {stroke: () => color('grid'), width: 1}, ticks: {stroke: () => color('line'), width: 1}
  }, more);

  /** For an axis of logarithms: powers of ten, with 2 and 5 or all between where that leaves too few. */
  function logSteps(u, index, low, high) {
    const most = Math.max(3, (index === 0 ? u.width / 80 : u.height / 40));
    const of = steps => {
      const all = [];
      for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
        steps.forEach(step => all.push(Number((step * Math.pow(10, power)).toPrecision(1))));
      }
      return all.filter(value => value >= low && value <= high);
    };
    return [[1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 5], [1]].map(of).find(all => all.length <= most) || of([1]);
  }

  const times = (u, values) => values.map(value => time(Math.round(value * 1e6) / 1e3));
  const clock = (u, values, index, space, step) => values.map((value, i) => {
    const text = new Date(value * 1000).toISOString();
    return step >= 86400 ? text.slice(5, 10) : text.slice(11, step < 60 ? 19 : 16) + (i === 0 ? '\n' + text.slice(0, 10) : '');
  });

  /** Fits the plot into its place, now and whenever that changes. */
  function plot(id, height, options, values) {
    const place = byId(id);
    place.setAttribute('role', 'img');
    const u = new uPlot(Object.assign({width: place.clientWidth, height: height, legend: {show: false}}, options), values, place);
    new ResizeObserver(() => {
      if (place.clientWidth !== u.width) u.setSize({width: place.clientWidth, height: height});
    }).observe(place);
    plots.push(u);
    return u;
  }

  function legend(id, entries, toggle) {
    entries.forEach(entry => {
      const button = element('button', undefined, byId(id));
      button.type = 'button';
      const sign = element('span', entry.sign + ' ', button);
      sign.style.color = 'var(--' + entry.style + ')';
      button.append(entry.words);
      button.setAttribute('aria-pressed', 'true');
      button.addEventListener('click', () => {
        const on = button.getAttribute('aria-pressed') === 'false';
        button.setAttribute('aria-pressed', String(on));
        toggle(entry.key, on);
      });
    });
  }

  // --- first sends -----------------------------------------------------------------------------------------------

  const points = data.points.map(p => ({
    kind: p[0], style: p[0] === 0 && p[7] ? PROBED : p[0], idle: p[1], took: p[2], standsFor: p[3], file: data.files[p[4]], line: p[5],
    host: data.hosts[p[6]], probed: p[7] === 1, json: p[8]
  }));
  const hidden = new Set();

  function trace(path, style, x, y, r) {
    switch (style) {
      case 1: path.moveTo(x - r, y - r); path.lineTo(x + r, y + r); path.moveTo(x + r, y - r); path.lineTo(x - r, y + r); break;
      case 2: path.rect(x - r, y - r, 2 * r, 2 * r); break;
      case 3: path.moveTo(x, y - r); path.lineTo(x + r, y + r); path.lineTo(x - r, y + r); path.closePath(); break;
      case 4: path.moveTo(x, y - r); path.lineTo(x + r, y); path.lineTo(x, y + r); path.lineTo(x - r, y); path.closePath(); break;
      case 6: path.moveTo(x, y + r); path.lineTo(x + r, y - r); path.lineTo(x - r, y - r); path.closePath(); break;
      case 5: path.moveTo(x - r, y); path.lineTo(x + r, y); path.moveTo(x, y - r); path.lineTo(x, y + r); break;
      default: path.moveTo(x + r, y); path.arc(x, y, r, 0, 2 * Math.PI);
    }
  }

  const smallest = points.length < 300 ? 4 : 2.6;
  const radius = p => smallest + Math.min(6, 1.3 * Math.log10(p.standsFor));
  const seconds = p => [Math.max(p.idle, 1) / 1000, Math.max(p.took, 1) / 1000];

  function drawPoints(u) {
    const ratio = devicePixelRatio || 1;
    const ctx = u.ctx;
    ctx.save();
    ctx.beginPath();
    ctx.rect(u.bbox.left, u.bbox.top, u.bbox.width, u.bbox.height);
    ctx.clip();
    // the rare ones last, so that they lie on top
    [PROBED, 0, 5, 4, 3, 2, 6, 1].filter(style => !hidden.has(style)).forEach(style => {
      const path = new Path2D();
      points.forEach(p => {
        if (p.style === style) {
          const [x, y] = seconds(p);
          trace(path, style, u.valToPos(x, 'x', true), u.valToPos(y, 'y', true), radius(p) * ratio);
        }
      });
      ctx.globalAlpha = style === 0 || style === PROBED ? .6 : .9;
      ctx.lineWidth = 1.8 * ratio;
      ctx.strokeStyle = ctx.fillStyle = color(STYLES[style]);
      if (style === 1 || style === 5 || style === PROBED) ctx.stroke(path); else ctx.fill(path);
    });
    ctx.restore();
  }

  function drawWalls(u) {
    const ratio = devicePixelRatio || 1;
    const ctx = u.ctx;
    ctx.save();
    ctx.font = '600 ' + 12 * ratio + 'px system-ui, sans-serif';
    ctx.textAlign = 'center';
    data.walls.forEach(wall => {
      const [, , label, reset] = wall;
      const left = u.valToPos(wall[0], 'x', true);
      const right = u.valToPos(wall[1], 'x', true);
      ctx.fillStyle = color(reset ? 'wall-reset' : 'wall');
      ctx.fillRect(left, u.bbox.top, Math.max(2 * ratio, right - left), u.bbox.height);
      if (label) {
        const half = ctx.measureText(label).width / 2;
        // that of the resets above the other, which may stand at the same place
        const top = u.bbox.top - (reset && !data.walls[0][3] ? 22 : 6) * ratio;
        ctx.fillStyle = color(reset ? 'reset' : 'blackholed');
        ctx.fillText(label, Math.max(u.bbox.left + half, Math.min(u.bbox.left + u.bbox.width - half, (left + right) / 2)), top);
      }
    });
    ctx.restore();
  }

  function nearest(u, x, y) {
    let best = null;
    let distance = 24 * 24;
    points.forEach(p => {
      if (hidden.has(p.style)) return;
      const [sx, sy] = seconds(p);
      const dx = u.valToPos(sx, 'x') - x;
      const dy = u.valToPos(sy, 'y') - y;
      const d = dx * dx + dy * dy;
      if (d < distance) {
        distance = d;
        best = p;
      }
    });
    return best;
  }

  function quoted(name) {
    return "'" + name.replace(/'/g, "'\\''") + "'";
  }

  function command(p) {
    return (p.file.endsWith('.gz') ? 'zcat ' : p.file.endsWith('.zst') ? 'zstdcat ' : 'cat ') + quoted(p.file) + " | sed -n '" + p.line + "p'";
  }

  function describe(p) {
    return data.kinds[p.kind] + ' after ' + time(p.idle) + ' idle' + (p.probed ? ' (probed by keepalive)' : '') + ', took ' + time(p.took) + ', '
      + p.host + ', ' + p.file + ':' + p.line + (p.standsFor > 1 ? ' (and ' + count(p.standsFor - 1) + ' like it)' : '');
  }

  function tell(p) {
    const told = byId('told');
    told.replaceChildren();
    element('p', describe(p), told);
    element('pre', p.json || command(p), told);
  }

  function range(values, log) {
    const low = Math.min.apply(null, values);
    const high = Math.max.apply(null, values);
    const room = (high - low) * .06 || high * .1;
    return log ? [low / 1.4, high * 1.4] : [Math.max(0, low - room), high + room];
  }

  function firstSends() {
    points.sort((a, b) => a.idle - b.idle);
    const xs = points.map(p => seconds(p)[0]);
    const ys = points.map(p => seconds(p)[1]);
    const extremes = [xs[0], xs[xs.length - 1]];
    const log = extremes[1] / extremes[0] > 25;
    const around = range(extremes, log);
    const tall = range([ys.reduce((a, b) => Math.min(a, b)), ys.reduce((a, b) => Math.max(a, b))], true);
    const u = plot('chart-wall', innerWidth < 640 ? 300 : 380, {
      scales: {
        x: {time: false, distr: log ? 3 : 1, range: (self, low, high) => self.zoomed ? [low, high] : around},
        y: {distr: 3, range: () => tall}
      },
      axes: [
        axis(Object.assign({label: 'idle before the send', labelSize: 22, labelFont: '13px system-ui', size: 40, values: times},
          log ? {splits: logSteps, filter: (self, splits) => splits} : {})),
        axis({label: 'first response', labelSize: 22, labelFont: '13px system-ui', size: 64, values: times, splits: logSteps,
          filter: (self, splits) => splits})
      ],
      padding: [24 + (data.walls.some(wall => wall[3]) ? 16 : 0), 28, 0, 0],
      cursor: {drag: {x: false, y: false}, points: {show: false}},
      series: [{}, {paths: () => null, points: {show: false}}],
      hooks: {drawClear: [drawWalls], draw: [drawPoints]}
    }, [xs, ys]);
    let pinned = null;
    u.over.addEventListener('mousemove', event => {
      const p = pinned || nearest(u, event.offsetX, event.offsetY);
      if (p) tell(p);
    });
    u.over.addEventListener('click', event => {
      pinned = nearest(u, event.offsetX, event.offsetY);
      if (pinned) tell(pinned);
    });
    const present = new Map();
    points.forEach(p => present.set(p.style, (present.get(p.style) || 0) + p.standsFor));
    legend('legend-wall', Array.from(present.keys()).sort((a, b) => a - b).map(style => ({
      key: style, style: STYLES[style], sign: SIGNS[style],
      words: (style === PROBED ? 'answered, probed by keepalive' : data.kinds[style]) + ' ' + count(present.get(style))
    })), (style, on) => {
      if (on) hidden.delete(style); else hidden.add(style);
      u.redraw();
    });
  }

  /** Thousands of rows: made when somebody wants to see them. */
  function pointTable() {
    const details = byId('all-points');
    details.addEventListener('toggle', () => {
      const body = details.querySelector('tbody');
      if (!details.open || body.rows.length) return;
      const rows = document.createDocumentFragment();
      points.forEach(p => {
        const row = element('tr', undefined, rows);
        [data.kinds[p.kind], p.idle, p.took, p.standsFor, p.probed ? 'yes' : 'no', p.host, p.file + ':' + p.line].forEach(
          (text, i) => { element('td', text, row).className = i > 0 && i < 4 ? 'n' : ''; });
      });
      body.append(rows);
    });
  }

  // --- timeline --------------------------------------------------------------------------------------------------

  const LAYERS = [['blackholed stalls', 'blackholed'], ['other stalls', 'silent'], ['failed connects', 'client'], ['lost batches', 'unclear'], ['flows in doubt', 'probed'], ['judged stalls', 'loss']];
  const AT = [1, 2, 3, 4, 6, 7];

  /** One slot for each span from the first to the last, empty ones too, and some before and after. */
  function slots() {
    const width = data.width;
    const byTime = new Map(data.timeline.map(slot => [slot[0], slot]));
    const around = Math.max(2, Math.round(data.timeline.length / 40));
    const all = [];
    const last = data.timeline[data.timeline.length - 1][0] + around * width;
    for (let t = data.timeline[0][0] - around * width; t <= last; t += width) {
      all.push(byTime.get(t) || data.timeline[0].map((n, i) => i ? 0 : t));
    }
    return all;
  }

  function timeline() {
    const all = slots();
    const xs = all.map(slot => slot[0]);
    const bars = uPlot.paths.bars({size: [.9, 40], align: 1});
    const on = LAYERS.map(() => true);
    const stacked = () => {
      const sums = xs.map(() => 0);
      const layers = LAYERS.map((layer, i) => all.map((slot, at) => sums[at] += on[i] ? slot[AT[i]] : 0));
      return [xs].concat(layers.reverse());
    };
    const common = {
      tzDate: ts => uPlot.tzDate(new Date(ts * 1000), 'Etc/UTC'),
      cursor: {drag: {x: true, y: false}, points: {show: false}, sync: {key: 'time'}}
    };
    const whole = {incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 1e6, 1e7], size: 56};
    const byClock = {values: clock, space: 80, incrs: [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400, 604800, 2592000]};
    const scale = {range: (u, low, high) => [0, Math.max(1, high * 1.08)]};
    const u = plot('chart-timeline', 200, Object.assign({}, common, {
      scales: {y: scale},
      axes: [axis(byClock), axis(whole)],
      series: [{}].concat(LAYERS.slice().reverse().map(layer => ({fill: () => color(layer[1]), width: 0, paths: bars, points: {show: false}})))
    }), stacked());
    const both = [u];
    if (byId('chart-lost')) both.push(plot('chart-lost', 130, Object.assign({}, common, {
      scales: {y: scale},
      axes: [axis(byClock), axis(whole)],
      series: [{}, {fill: () => color('blackholed'), width: 0, paths: bars, points: {show: false}}]
    }), [xs, all.map(slot => slot[5])]));
    legend('legend-timeline', LAYERS.map((layer, i) => ({
      key: i, style: layer[1], sign: '■', words: layer[0] + ' ' + count(all.reduce((sum, slot) => sum + slot[AT[i]], 0))
    })), (i, shown) => {
      on[i] = shown;
      u.setData(stacked());
    });
    both.forEach(one => one.over.addEventListener('mousemove', () => {
      const slot = all[one.cursor.idx];
      if (slot) {
        byId('told-time').textContent = new Date(slot[0] * 1000).toISOString().replace('T', ' ').slice(0, 19) + ' UTC, ' + data.width + ' s: '
          + LAYERS.map((layer, i) => count(slot[AT[i]]) + ' ' + layer[0]).join(', ') + ', ' + count(slot[5]) + ' records lost';
      }
    }));
  }

  try {
    if (points.length) {
      firstSends();
      pointTable();
    }
    if (data.timeline.length) timeline();
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => plots.forEach(u => u.redraw()));
    document.documentElement.dataset.charts = plots.length;
  } catch (e) {
    element('p', 'The charts could not be drawn (' + e + '); their numbers stand in the tables.', document.querySelector('header')).className = 'error';
    throw e;
  }
})();
