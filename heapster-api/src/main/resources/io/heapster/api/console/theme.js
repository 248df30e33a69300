// Before the first paint, so that the page never flashes in the other theme. A classic script on purpose.
(() => {
  try {
    const kept = localStorage.getItem('heapster.theme');
    if (kept === 'light' || kept === 'dark') document.documentElement.dataset.theme = kept;
  } catch {
    // Storage is refused: the system's theme stays.
  }
})();
