// What makes the page wider than the screen, so that it has to be pushed sideways.
() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const wide = [...document.body.querySelectorAll('*')]
    .filter((node) => node.getBoundingClientRect().right > width + 1 || node.scrollWidth > node.clientWidth + 1)
    .map((node) => `${Math.round(node.getBoundingClientRect().right)}, ${node.scrollWidth} in ${node.clientWidth} <${node.tagName} class=${node.getAttribute('class')}> ${node.textContent.slice(0, 30)}`);
  return [`${document.documentElement.scrollWidth} of ${width}`, ...wide.slice(-10)];
}
