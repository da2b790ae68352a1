// Every text whose colour stands out from what is behind it by less than 4.5 to 1, the least that WCAG asks for.
() => {
  const colour = (text) => {
    const parts = text.match(/^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/);
    if (!parts) throw new Error(`What colour is ${text}?`);
    return { rgb: parts.slice(1, 4).map(Number), alpha: parts[4] === undefined ? 1 : Number(parts[4]) };
  };
  const over = (top, below) => top.rgb.map((part, i) => part * top.alpha + below[i] * (1 - top.alpha));
  const behind = (node) => {
    const layers = [];
    for (let at = node; at; at = at.parentElement) {
      const layer = colour(getComputedStyle(at).backgroundColor);
      layers.push(layer);
      if (layer.alpha === 1) return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255]);
    }
    throw new Error('The page has no background of its own');
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const found = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let looked = 0;
  while (texts.nextNode()) {
    const node = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !node.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })) continue;
    if (node.closest('script, style, option')) continue;
    const style = getComputedStyle(node);
    const ink = colour(node instanceof SVGElement ? style.fill : style.color);
    for (let at = node; at; at = at.parentElement) ink.alpha *= Number(getComputedStyle(at).opacity);
    const paper = behind(node);
    const [brighter, darker] = [light(over(ink, paper)), light(paper)].sort((a, b) => b - a);
    const ratio = (brighter + 0.05) / (darker + 0.05);
    looked++;
    if (ratio < 4.5) found.push(`${ratio.toFixed(2)} <${node.tagName} class=${node.className}> ${texts.currentNode.data.trim().slice(0, 40)}`);
  }
  if (!looked) found.push('There is no text at all');
  return found;
}
