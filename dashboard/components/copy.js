// The copy button. Browsers give the clipboard only to pages from https or localhost; elsewhere the old command is tried.
const SAID = 2500;          // milliseconds that the button says what it did
const buttons = new WeakMap();

function element(parent, tag, name = "") {
    const made = document.createElement(tag);
    made.className = name;
    return parent.appendChild(made);
}

class CopyButton {
    constructor(parent) {
        this.root = element(parent, "div", "copy");
        this.button = element(this.root, "button");
        this.button.type = "button";
        this.words = { copy: element(this.button, "span"), copied: element(this.button, "span") };
        this.status = element(this.root, "div");
        this.status.setAttribute("role", "status");
        this.refused = element(this.root, "label", "refused");
        this.failed = element(this.refused, "span");
        this.area = element(this.refused, "textarea");
        this.area.readOnly = true;
        this.area.dir = "auto";
        this.button.addEventListener("click", () => this.copy());
    }

    take({ text, labels }) {
        if (text !== this.text) this.rest();
        Object.assign(this, { text, labels });
        this.button.setAttribute("aria-label", labels.copy);
        this.words.copy.textContent = labels.copy;
        this.words.copied.textContent = labels.copied;
        this.failed.textContent = labels.failed;
        this.area.value = text;
    }

    async copy() {
        const copied = await navigator.clipboard?.writeText(this.text).then(() => true, () => false);
        if (copied || this.copyByCommand()) this.say();
        else this.refuse();
    }

    /** Copies the text area's selection, and gives the focus back. */
    copyByCommand() {
        this.refused.hidden = false;
        this.area.select();
        const copied = document.execCommand("copy");
        this.refused.hidden = true;
        this.button.focus();
        return copied;
    }

    say() {
        this.show("copied");
        this.status.textContent = this.labels.copied;
        this.timer = setTimeout(() => this.rest(), SAID);
    }

    refuse() {
        this.rest();
        this.refused.hidden = false;
        this.area.select();
    }

    rest() {
        this.show("copy");
        this.status.textContent = "";
        this.refused.hidden = true;
    }

    show(name) {
        clearTimeout(this.timer);
        for (const [each, words] of Object.entries(this.words)) words.classList.toggle("shown", each === name);
    }

    end() {
        clearTimeout(this.timer);
        this.root.remove();
    }
}

// Called at first and with all new data. Streamlit may call the cleanup of an earlier call late: only the last one ends.
export default function ({ parentElement, data }) {
    const button = buttons.get(parentElement) ?? new CopyButton(parentElement), mine = {};
    buttons.set(parentElement, button);
    button.last = mine;
    button.take(data);
    return () => {
        if (button.last !== mine) return;
        buttons.delete(parentElement);
        button.end();
    };
}
