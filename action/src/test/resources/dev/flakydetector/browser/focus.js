// What has the focus now, and whether a person sees that it has.
() => {
  const node = document.activeElement;
  if (!node || node === document.body || node === document.documentElement) return 'none';
  window.reached ??= new Map();
  if (!window.reached.has(node)) window.reached.set(node, window.reached.size + 1);
  const style = getComputedStyle(node);
  const box = node.getBoundingClientRect();
  const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const onScreen = box.bottom > 0 && box.top < innerHeight && box.width > 0;
  return `${ring && onScreen ? 'visible' : 'unseen'} ${window.reached.get(node)} <${node.tagName}> ${(node.textContent ?? '').trim().slice(0, 40)}`;
}
