/* What the page can do with a script: chains of events beside their cells, and a switch for light and dark. Everything is there without it, too. */
(() => {
  'use strict';
  const root = document.documentElement;
  root.classList.add('js');

  const dialog = document.getElementById('chain');
  const title = document.getElementById('chain-title');
  const content = document.getElementById('chain-content');

  function titleOf(cell) {
    const column = cell.closest('table').tHead.rows[0].cells[cell.cellIndex].firstChild.textContent;
    return `${cell.parentElement.dataset.failure}: ${column.toLowerCase()}`;
  }

  function open(button) {
    title.textContent = titleOf(button.closest('td'));
    const body = document.getElementById(button.dataset.chain).querySelector('.chain-body');
    content.replaceChildren(...body.cloneNode(true).childNodes);
    // The browser gives the focus back to the cell when the dialog closes.
    dialog.showModal();
    content.scrollTop = 0;
  }

  for (const link of document.querySelectorAll('a.open')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'open';
    button.dataset.chain = link.hash.slice(1);
    button.setAttribute('aria-haspopup', 'dialog');
    button.append(...link.childNodes);
    button.addEventListener('click', () => open(button));
    link.replaceWith(button);
  }
  document.getElementById('chain-close').addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });

  for (const details of document.querySelectorAll('section > details')) details.open = false;

  const KEY = 'ha-cluster-report-scheme';
  const button = document.getElementById('scheme');
  const system = window.matchMedia('(prefers-color-scheme: dark)');

  /* A browser may keep nothing for pages that are opened from a file. */
  function remembered() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  }

  function remember(scheme) {
    try {
      localStorage.setItem(KEY, scheme);
    } catch {
      return;
    }
  }

  function isDark() {
    return root.dataset.scheme ? root.dataset.scheme === 'dark' : system.matches;
  }

  function show() {
    button.textContent = isDark() ? 'Light colours' : 'Dark colours';
  }

  const before = remembered();
  if (before === 'dark' || before === 'light') root.dataset.scheme = before;
  button.hidden = false;
  button.addEventListener('click', () => {
    root.dataset.scheme = isDark() ? 'light' : 'dark';
    remember(root.dataset.scheme);
    show();
  });
  system.addEventListener('change', show);
  show();
})();
