// What can be worked with by mouse and was not reached by keyboard.
() => [...document.querySelectorAll('a[href], button, select, input, textarea, summary')]
  .filter((node) => node.checkVisibility({ visibilityProperty: true }) && !node.disabled)
  .filter((node) => !window.reached?.has(node))
  .map((node) => `<${node.tagName}> ${(node.textContent ?? '').trim().slice(0, 40)}`)
