// The zoom bridge: listens to the plotly charts of the page and reports where the reader zoomed to.
const PAUSE = 250;          // milliseconds after the last move of a chart before it is reported
const LOOK = 150;           // milliseconds between two looks for charts that were drawn anew
const RECENT = 1500;        // milliseconds that a move may come after the reader's last touch of the chart
const TOUCHES = ["pointerdown", "wheel", "keydown"];
const RESETS = ["reset", "auto"];
const MOVED = /^([xy])axis\d*\.(?:range|autorange)/;
const bridges = new WeakMap();

/** One drawn chart. A chart that is drawn anew is another element, and starts with nothing moved. */
class Watched {
    constructor(chart, plot, tell) {
        Object.assign(this, { chart, plot, tell, touched: -Infinity, whole: false, moved: {}, stopped: new AbortController() });
        this.options = { capture: true, passive: true, signal: this.stopped.signal };
        for (const name of TOUCHES) plot.addEventListener(name, event => this.touch(event), this.options);
        this.relayout = changes => this.change(changes);
        this.doubled = () => { this.whole = true; };
        plot.on("plotly_relayout", this.relayout);
        plot.on("plotly_doubleclick", this.doubled);
    }

    /** A pointer that is down touches until it is let go, which plotly makes happen outside of the chart. */
    touch(event) {
        this.touched = event.type === "pointerdown" ? Infinity : performance.now();
        this.whole = RESETS.includes(event.target.closest?.(".modebar-btn")?.dataset.val);
        if (event.type !== "pointerdown") return;
        const free = () => { this.touched = performance.now(); };
        for (const name of ["pointerup", "pointercancel"]) addEventListener(name, free, { ...this.options, once: true });
    }

    /** Drawing and resizing come here too: only moves of an axis soon after a touch count. */
    change(changes) {
        const axes = new Map();
        for (const name of Object.keys(changes)) {
            const [, letter] = MOVED.exec(name) ?? [];
            if (letter && !axes.has(letter)) axes.set(letter, name.split(".")[0]);
        }
        if (!axes.size || performance.now() - this.touched > RECENT) return;
        for (const [letter, name] of axes)
            this.moved[letter] = this.whole || changes[`${name}.autorange`] ? null : this.shown(name);
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.report(), PAUSE);
    }

    /** The range of an axis as numbers; a date as milliseconds since 1970. */
    shown(name) {
        const axis = this.plot._fullLayout[name];
        return axis.range.map(end => axis.r2l(end));
    }

    report() {
        const { x = null, y = null } = this.moved;
        this.tell(this.chart, { x, y, moved: Object.keys(this.moved) });
    }

    end() {
        this.stopped.abort();
        this.plot.removeListener?.("plotly_relayout", this.relayout);
        this.plot.removeListener?.("plotly_doubleclick", this.doubled);
    }
}

class Bridge {
    constructor() {
        this.count = 0;
        this.watched = new Map();
        this.changed = new MutationObserver(() => { this.timer ??= setTimeout(() => this.look(), LOOK); });
        this.changed.observe(document.body, { childList: true, subtree: true });
    }

    take({ charts }, send) {
        Object.assign(this, { charts, send });
        this.look();
    }

    look() {
        clearTimeout(this.timer);
        this.timer = undefined;
        for (const chart of new Set([...this.watched.keys(), ...this.charts])) {
            const known = this.watched.get(chart), wanted = this.charts.includes(chart);
            const plot = wanted ? document.querySelector(`.st-key-${CSS.escape(chart)} .js-plotly-plot`) : null;
            if (known?.plot === plot || (plot && !plot._fullLayout)) continue;
            known?.end();
            this.watched.delete(chart);
            if (plot) this.watched.set(chart, new Watched(chart, plot, (name, moves) => this.tell(name, moves)));
        }
    }

    tell(chart, moves) {
        this.count += 1;
        this.send(chart, { chart, ...moves, n: this.count });
    }

    end() {
        clearTimeout(this.timer);
        this.changed.disconnect();
        for (const watched of this.watched.values()) watched.end();
    }
}

// Called at first and with all new data. Streamlit may call the cleanup of an earlier call late: only the last one ends.
export default function ({ parentElement, data, setTriggerValue }) {
    const bridge = bridges.get(parentElement) ?? new Bridge(), mine = {};
    bridges.set(parentElement, bridge);
    bridge.last = mine;
    bridge.take(data, setTriggerValue);
    return () => {
        if (bridge.last !== mine) return;
        bridges.delete(parentElement);
        bridge.end();
    };
}
