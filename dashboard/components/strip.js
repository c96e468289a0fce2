// The overview strip. Days are counted from 1970. A window is [from, to): `to` is the first day after it.
const DAY = 86400000;
const SLACK = 3;            // pixels that a pointer may stray before it drags
const PAUSE = 300;          // milliseconds without a key before the window is reported
const MONTHLY = 3;          // days in a pixel from which dragging goes by whole months
const NARROW = 520;         // pixels below which months are written short
const PAGE = 10;            // steps of Page Up and Page Down
const STEPS = [[400, "day"], [3000, "week"], [15000, "month"], [Infinity, "year"]]; // up to how many days in all
const TICKS = [             // unit, how many, and the pixels that its label needs
    ["day", 1, 56], ["day", 2, 56], ["day", 7, 56], ["day", 14, 56], ["month", 1, 66], ["month", 3, 66], ["month", 6, 66],
    ["year", 1, 46], ["year", 2, 46], ["year", 5, 46], ["year", 10, 46], ["year", 20, 46], ["year", 50, 46],
    ["year", 100, 46], ["year", 500, 46],
];
const LENGTH = { day: 1, week: 7, month: 30.44, year: 365.25 };
const strips = new WeakMap();

const calendar = day => new Date(day * DAY);
const iso = day => calendar(day).toISOString().slice(0, 10);
const clamp = (value, low, high) => Math.min(Math.max(value, low), high);
const months = day => calendar(day).getUTCFullYear() * 12 + calendar(day).getUTCMonth();
const monthStart = index => Date.UTC(Math.floor(index / 12), ((index % 12) + 12) % 12, 1) / DAY;

function nearestMonth(day) {
    const before = monthStart(months(day)), after = monthStart(months(day) + 1);
    return day - before < after - day ? before : after;
}

/** The day `count` months on; the last of the month where it is shorter. */
function monthsOn(day, count) {
    const start = monthStart(months(day) + count), next = monthStart(months(day) + count + 1);
    return Math.min(start + calendar(day).getUTCDate() - 1, next - 1);
}

/** The boundary `count` units on: days and weeks as they are, months and years from their first days. */
function stepped(day, unit, count) {
    if (LENGTH[unit] < 28) return day + count * LENGTH[unit];
    const size = unit === "year" ? 12 : 1, index = Math.floor(months(day) / size);
    const partly = count < 0 && day > monthStart(index * size) ? 1 : 0;
    return monthStart((index + count + partly) * size);
}

function element(parent, name, tag = "div") {
    const made = tag === "svg" || tag === "path"
        ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
    made.setAttribute("class", name);
    return parent.appendChild(made);
}

class Strip {
    constructor(parent) {
        this.root = element(parent, "strip");
        this.root.setAttribute("role", "group");
        this.build();
        this.sent = this.heard = 0;
        this.resized = new ResizeObserver(() => this.data && this.draw());
        this.resized.observe(this.plot);
        this.listen();
    }

    build() {
        const dates = element(this.root, "dates"), ground = element(this.root, "ground");
        this.dates = ["from", "dash", "to"].map(name => element(dates, name, "span"));
        this.plot = element(ground, "plot");
        this.bars = ["all", "chosen"].map(name => element(element(this.plot, "", "svg"), name, "path"));
        this.window = element(this.plot, "window");
        this.handles = ["start", "end"].map(name => element(this.plot, `handle ${name}`));
        this.years = element(this.root, "years");
        this.ground = ground;
        for (const hidden of [dates, this.years, ...this.bars.map(bar => bar.parentNode)])
            hidden.setAttribute("aria-hidden", "true");
        for (const handle of this.handles) {
            element(handle, "", "i");
            handle.tabIndex = 0;
            handle.setAttribute("role", "slider");
            handle.setAttribute("aria-orientation", "horizontal");
        }
    }

    listen() {
        const on = (name, does) => this.ground.addEventListener(name, event => does.call(this, event));
        on("pointerdown", this.press);
        on("pointermove", this.move);
        on("pointerup", this.release);
        on("pointercancel", this.cancel);
        on("dblclick", this.all);
        this.handles.forEach((handle, side) => {
            handle.addEventListener("keydown", event => this.key(event, side));
            handle.addEventListener("blur", () => this.timer && this.report());
        });
    }

    /** New data from the server. Its window waits while the reader is at work, or a report is still on its way. */
    take(data, send) {
        if (!this.data || data.heard < this.heard) this.sent = data.heard;
        Object.assign(this, { data, send, heard: data.heard, low: data.first, high: data.last + 1 });
        const shown = [this.from, this.to], answered = this.sent <= this.heard;
        if (answered) this.showGiven();
        if (this.drag || this.timer || !answered) this.set(...shown);
        this.label();
        this.draw();
    }

    showGiven() {
        const { start, end } = this.data;
        this.set(start ?? this.low, end === null ? this.high : end + 1);
        this.known = JSON.stringify(this.value());
    }

    set(from, to) {
        this.from = clamp(from, this.low, this.high - 1);
        this.to = clamp(to, this.from + 1, this.high);
    }

    value() {
        return [this.from === this.low ? null : iso(this.from), this.to === this.high ? null : iso(this.to - 1)];
    }

    report() {
        clearTimeout(this.timer);
        this.timer = 0;
        const days = this.value(), known = JSON.stringify(days);
        if (known === this.known) return;
        this.known = known;
        this.send("range", { days, n: ++this.sent });
    }

    // The pointer

    days(pixels) {
        return (pixels / this.width) * (this.high - this.low);
    }

    snapped(day) {
        const monthly = this.days(1) > MONTHLY;
        return clamp(monthly ? nearestMonth(Math.round(day)) : Math.round(day), this.low, this.high);
    }

    press(event) {
        if (event.button !== 0 || !event.isPrimary) return;
        const at = this.low + this.days(event.clientX - this.plot.getBoundingClientRect().left);
        const side = this.handles.indexOf(event.target.closest(".handle"));
        const inside = at >= this.from && at < this.to && !this.isWhole();
        const how = side >= 0 ? this.dragHandle : inside ? this.dragWindow : this.dragAnew;
        this.drag = { how, side, at, x: event.clientX, id: event.pointerId, from: this.from, to: this.to, moved: false };
    }

    move(event) {
        const drag = this.drag;
        if (!drag || event.pointerId !== drag.id) return;
        if (!event.buttons) return void this.cancel();
        const pixels = event.clientX - drag.x;
        if (!drag.moved && Math.abs(pixels) <= SLACK) return;
        if (!drag.moved) this.begin(drag);
        drag.how.call(this, drag, this.days(pixels));
        this.place();
    }

    begin(drag) {
        drag.moved = true;
        this.ground.setPointerCapture(drag.id);
        this.root.classList.add("moving");
        this.handles[drag.side]?.classList.add("held");
    }

    dragHandle(drag, days) {
        if (drag.side === 0) this.set(Math.min(this.snapped(drag.from + days), drag.to - 1), drag.to);
        else this.set(drag.from, Math.max(this.snapped(drag.to + days), drag.from + 1));
    }

    dragWindow(drag, days) {
        const length = drag.to - drag.from, wanted = drag.from + days;
        if (wanted <= this.low) this.set(this.low, this.low + length);
        else if (wanted + length >= this.high) this.set(this.high - length, this.high);
        else if (this.days(1) <= MONTHLY) this.set(Math.round(wanted), Math.round(wanted) + length);
        else {
            const count = Math.round(days / LENGTH.month);
            this.set(monthsOn(drag.from, count), monthsOn(drag.to, count));
        }
    }

    /** Every day, or month, that the pointer went over. */
    dragAnew(drag, days) {
        const [from, last] = [drag.at, drag.at + days].sort((a, b) => a - b).map(Math.floor);
        if (this.days(1) <= MONTHLY) this.set(from, last + 1);
        else this.set(monthStart(months(from)), monthStart(months(last) + 1));
    }

    release(event) {
        if (event.pointerId === this.drag?.id && this.stop().moved) this.report();
    }

    /** As when the browser takes a touch for scrolling: nothing was chosen. */
    cancel() {
        if (!this.drag) return;
        const { from, to } = this.stop();
        if (this.sent <= this.heard) this.showGiven();
        else this.set(from, to);
        this.place();
    }

    stop() {
        const drag = this.drag;
        this.drag = null;
        this.root.classList.remove("moving");
        this.handles.forEach(handle => handle.classList.remove("held"));
        return drag;
    }

    all() {
        this.set(this.low, this.high);
        this.place();
        this.report();
    }

    // The keys

    key(event, side) {
        if (event.key === "Escape" && this.drag) this.cancel();
        else if (event.key === "Escape") this.all();
        else {
            const wanted = this.wanted(event, side ? this.to : this.from, side);
            if (wanted === null) return;
            if (side === 0) this.set(Math.min(wanted, this.to - 1), this.to);
            else this.set(this.from, wanted);
            this.place();
            clearTimeout(this.timer);
            this.timer = setTimeout(() => this.report(), PAUSE);
        }
        event.preventDefault();
        event.stopPropagation();
    }

    /** Where a key takes a handle; null for a key that means nothing here. Shift makes every step a day. */
    wanted({ key, shiftKey, altKey, ctrlKey, metaKey }, now, side) {
        const counts = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: PAGE, PageDown: -PAGE };
        if (altKey || ctrlKey || metaKey) return null;
        if (key === "Home") return side ? this.from + 1 : this.low;
        if (key === "End") return side ? this.high : this.to - 1;
        if (!(key in counts)) return null;
        const unit = STEPS.find(([most]) => this.high - this.low <= most)[1];
        return stepped(now, shiftKey ? "day" : unit, counts[key]);
    }

    // Drawing

    isWhole() {
        return this.from === this.low && this.to === this.high;
    }

    x(day) {
        return ((day - this.low) / (this.high - this.low)) * this.width;
    }

    words(day) {
        const date = calendar(day), month = this.data.months[date.getUTCMonth()];
        return `${date.getUTCDate()} ${this.width < NARROW ? month.slice(0, 3) : month} ${date.getUTCFullYear()}`;
    }

    label() {
        const { group, keys, start, end } = this.data.labels;
        this.root.setAttribute("aria-label", group);
        this.handles.forEach((handle, side) => {
            handle.setAttribute("aria-label", side ? end : start);
            handle.setAttribute("aria-description", keys);
        });
    }

    /** All that the data and the width decide. Heights go by the square root, and the smallest count can be seen. */
    draw() {
        const { clientWidth: width, clientHeight: height } = this.plot;
        if (!width) return;
        this.width = width;
        const { counts } = this.data, most = Math.max(...counts, 0), size = width / counts.length;
        const gap = size >= 4 ? 1 : 0;
        const path = counts.map((count, at) => {
            const tall = Math.max(Math.sqrt(count / most) * (height - 3), 1.5);
            return count > 0 ? `M${(at * size).toFixed(2)} ${height}v${-tall.toFixed(2)}h${(size - gap).toFixed(2)}V${height}z` : "";
        }).join("");
        for (const bar of this.bars) bar.setAttribute("d", path);
        this.drawYears();
        this.place();
    }

    drawYears() {
        const pixels = this.width / (this.high - this.low);
        const fits = ([unit, count, needed]) => LENGTH[unit] * count * pixels >= needed;
        const [unit, count, needed] = TICKS.find(fits) ?? TICKS.at(-1);
        this.years.replaceChildren();
        for (const day of this.ticks(unit, count)) {
            const tick = element(this.years, "", "span");
            tick.style.left = `${this.x(day)}px`;
            if (this.width + 10 - this.x(day) >= needed - 14) tick.textContent = this.tick(day, unit);
            else tick.append("\u00a0");
        }
    }

    *ticks(unit, count) {
        const size = unit === "year" ? 12 * count : count;
        const first = unit === "day" ? this.low : Math.ceil((months(this.low - 1) + 1) / size);
        const at = index => (unit === "day" ? first + index * size : monthStart((first + index) * size));
        for (let index = 0; at(index) < this.high; index += 1) yield at(index);
    }

    tick(day, unit) {
        const date = calendar(day), month = this.data.months[date.getUTCMonth()].slice(0, 3);
        if (unit === "day") return `${date.getUTCDate()} ${month}`;
        return unit === "year" || date.getUTCMonth() === 0 ? String(date.getUTCFullYear()) : month;
    }

    /** All that the window decides: cheap, for it runs with every move of the pointer. */
    place() {
        if (!this.width) return;
        const left = this.x(this.from), right = this.x(this.to);
        this.root.classList.toggle("whole", this.isWhole());
        this.bars[1].parentNode.style.clipPath = `inset(0 ${this.width - right}px 0 ${left}px)`;
        Object.assign(this.window.style, { left: `${left}px`, width: `${right - left}px` });
        this.handles.forEach((handle, side) => { handle.style.left = `${side ? right : left}px`; });
        this.say(0, this.low, this.to - 1, this.from);
        this.say(1, this.from, this.high - 1, this.to - 1);
        this.placeDates(left, right);
    }

    say(side, low, high, now) {
        const said = { valuemin: low, valuemax: high, valuenow: now, valuetext: this.words(now) };
        for (const [name, value] of Object.entries(said)) this.handles[side].setAttribute(`aria-${name}`, value);
    }

    /** At the window's two ends where there is room between them; else side by side over its middle. */
    placeDates(left, right) {
        const [from, dash, to] = this.dates, one = this.to - this.from === 1;
        from.textContent = this.words(this.from);
        to.textContent = one ? "" : this.words(this.to - 1);
        const widths = [from.offsetWidth, to.offsetWidth], apart = right - left >= widths[0] + widths[1] + 24;
        dash.textContent = apart || one ? "" : "–";
        const both = widths[0] + (one ? 0 : 16 + widths[1]);
        const start = apart ? left : clamp((left + right - both) / 2, 0, Math.max(this.width - both, 0));
        const places = [start, start + widths[0] + 8, apart ? right - widths[1] : start + widths[0] + 16];
        this.dates.forEach((date, at) => { date.style.left = `${places[at]}px`; });
    }

    end() {
        clearTimeout(this.timer);
        this.resized.disconnect();
        this.root.remove();
    }
}

// Called at first and with all new data. Streamlit may call the cleanup of an earlier call late: only the last one ends.
export default function ({ parentElement, data, setTriggerValue }) {
    const strip = strips.get(parentElement) ?? new Strip(parentElement), mine = {};
    strips.set(parentElement, strip);
    strip.last = mine;
    strip.take(data, setTriggerValue);
    return () => {
        if (strip.last !== mine) return;
        strips.delete(parentElement);
        strip.end();
    };
}
