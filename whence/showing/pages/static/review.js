// The keys of the queue. They only press what stands on the page; without this script everything works by mouse and Tab.
"use strict";
(() => {
  const off = document.getElementById("keys-off");
  const help = document.getElementById("keys");
  const kept = (() => { try { return window.localStorage } catch { return null } })();
  let pressed = false;

  if (off) {
    off.checked = kept?.getItem("whence keys") === "off";
    off.addEventListener("change", () => kept?.setItem("whence keys", off.checked ? "off" : "on"));
    off.closest("label").hidden = false;
  }

  const press = name => {
    const one = document.querySelector(`[data-key="${name}"]`);
    if (!one) return false;
    if (one.matches("summary")) {
      one.parentElement.open = true;
      (one.parentElement.querySelector("[data-first]") ?? one).focus();
    } else {
      pressed = true;
      one.click();
    }
    return true;
  };

  const name = event => {
    const key = event.key;
    if (/^[1-6]$/.test(key)) return key;
    if (key === "?") return key;
    if (!/^[a-zA-Z]$/.test(key)) return null;
    const letter = key.toLowerCase();
    // Shift, not the case of the letter: Caps Lock must not turn "accept" into a rating.
    return event.shiftKey ? (/^[a-f]$/.test(letter) ? letter.toUpperCase() : null) : { j: "n", k: "p" }[letter] ?? letter;
  };

  document.addEventListener("keydown", event => {
    if (event.key === "Escape" && event.target.closest("details[open]")) {
      const around = event.target.closest("details[open]");
      around.open = false;
      around.querySelector("summary").focus();
      return;
    }
    if (pressed || off?.checked || event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing) return;
    if (event.target.matches("input:not([type=checkbox]):not([type=radio]), select, textarea, [contenteditable]")) return;
    const key = name(event);
    if (key === null) return;
    if (key === "?") {
      if (help) { help.open = !help.open; help.querySelector("summary").focus() }
      event.preventDefault();
    } else if (press(key)) event.preventDefault();
  });

  // A page that the browser kept and shows again is used again.
  window.addEventListener("pageshow", () => { pressed = false });
})();
