// Makes one piece of the page like another without replacing what is the same: focus, caret, selection, scrolling,
// opened details and half-typed words stay where they are.
//
// Children are matched by id, the others by their kind and order. `isKept` names elements that are left alone.

export function morph(old, fresh, isKept) {
  if (isKept(old)) return;
  attributes(old, fresh);
  if (isField(old)) return field(old, fresh);
  children(old, fresh, isKept);
}

// What a person did to an element is not the server's to change.
const OWN = new Set(["open", "value", "checked", "selected"]);

function attributes(old, fresh) {
  const isHidden = old.type === "hidden";
  for (const { name, value } of [...fresh.attributes]) {
    const isOwn = OWN.has(name) && !isHidden;
    if (!isOwn && old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  for (const { name } of [...old.attributes]) {
    if (!OWN.has(name) && !fresh.hasAttribute(name)) old.removeAttribute(name);
  }
}

function isField(element) {
  return element.matches("input, textarea, select");
}

// A field that somebody is in, or has changed, keeps what is in it.
function field(old, fresh) {
  if (old.type === "hidden") {
    old.value = fresh.getAttribute("value") ?? "";
    return;
  }
  const isMine = old === document.activeElement || isChanged(old);
  if (old.matches("select")) {
    const chosen = old.value;
    const before = [...old.options].map((option) => option.outerHTML).join();
    const after = [...fresh.options].map((option) => option.outerHTML).join();
    if (before === after) return;
    // Copies: an option that is taken out of its list makes the next one the chosen one there.
    old.replaceChildren(...[...fresh.options].map((option) => document.importNode(option, true)));
    const options = [...old.options];
    const isStill = isMine && options.some((option) => option.value === chosen);
    old.value = isStill ? chosen : (options.find((option) => option.defaultSelected) ?? options[0])?.value ?? "";
    return;
  }
  if (isMine) return;
  if (old.matches("textarea")) {
    if (old.defaultValue !== fresh.defaultValue) old.defaultValue = fresh.defaultValue;
    old.value = fresh.defaultValue;
  } else if (old.type === "checkbox" || old.type === "radio") {
    old.defaultChecked = fresh.defaultChecked;
  } else {
    old.defaultValue = fresh.defaultValue;
  }
}

function isChanged(element) {
  if (element.closest("form[data-autosave]")) return false;
  if (element.matches("select")) {
    const first = [...element.options].findIndex((option) => option.defaultSelected);
    return element.selectedIndex !== Math.max(first, 0);
  }
  if (element.type === "checkbox" || element.type === "radio") return element.checked !== element.defaultChecked;
  return element.value !== element.defaultValue;
}

function children(old, fresh, isKept) {
  const byId = new Map([...old.children].filter(idOf).map((child) => [idOf(child), child]));
  const ids = new Set([...fresh.children].map(idOf).filter(Boolean));
  let at = old.firstChild;
  for (const wanted of [...fresh.childNodes]) {
    const found = idOf(wanted) ? byId.get(idOf(wanted)) : unnamed(at, wanted, ids);
    if (!found) {
      old.insertBefore(document.importNode(wanted, true), at);
    } else {
      if (found === at) at = at.nextSibling;
      else old.insertBefore(found, at);
      if (found.nodeType === Node.ELEMENT_NODE) morph(found, wanted, isKept);
      else if (found.nodeValue !== wanted.nodeValue) found.nodeValue = wanted.nodeValue;
    }
  }
  while (at) {
    const next = at.nextSibling;
    // One that comes later under its id was moved already; what is left is gone.
    at.remove();
    at = next;
  }
}

// The next node of the same kind that has no id, from here to the next one that is wanted by its id.
function unnamed(at, wanted, ids) {
  for (let node = at; node; node = node.nextSibling) {
    if (ids.has(idOf(node))) return null;
    const isSame = node.nodeType === wanted.nodeType && node.nodeName === wanted.nodeName && !idOf(node);
    if (isSame) return node;
  }
  return null;
}

// Not `.id`: a form with a field called "id" answers with that field.
function idOf(node) {
  return node.nodeType === Node.ELEMENT_NODE ? node.getAttribute("id") : null;
}
