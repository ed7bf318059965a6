'use strict';

const root = document.documentElement;
const byId = (id) => document.getElementById(id);

function speak(language) {
  root.lang = language;
  for (const button of document.querySelectorAll('[data-language]')) {
    button.setAttribute('aria-pressed', String(button.dataset.language === language));
  }
}

function showHealth(state) {
  byId('health').querySelector('.dot').className = `dot ${state}`;
  for (const text of document.querySelectorAll('[data-health]')) text.hidden = text.dataset.health !== state;
}

async function readHealth() {
  try {
    showHealth((await fetch('/health/ready')).ok ? 'ready' : 'stopped');
    byId('version').textContent = (await (await fetch('/version')).json()).version;
  } catch {
    showHealth('away');
  }
}

async function readCounts() {
  const token = sessionStorage.getItem('token');
  byId('token-form').hidden = Boolean(token);
  byId('forget').hidden = !token;
  byId('counts').hidden = true;
  if (!token) return;
  let answer;
  try {
    answer = await fetch('/api/stats', { headers: { Authorization: `Bearer ${token}` } });
  } catch {
    return; // The health line says that the server is away.
  }
  const refused = answer.status === 401 || answer.status === 403 || answer.status === 429;
  byId('refused').hidden = !refused;
  if (refused) sessionStorage.removeItem('token');
  if (refused) byId('token-form').hidden = false;
  if (refused) byId('forget').hidden = true;
  if (!answer.ok) return;
  const counts = await answer.json();
  const number = new Intl.NumberFormat(root.lang);
  for (const cell of document.querySelectorAll('[data-count]')) {
    const value = counts[cell.dataset.count];
    cell.textContent = typeof value === 'number' ? number.format(value) : '–';
  }
  byId('counts').hidden = false;
}

// A token in the fragment never reaches a server's log; it is taken out of the address at once, so that it is not copied with it.
const fragment = new URLSearchParams(location.hash.slice(1)).get('token');
if (fragment) {
  sessionStorage.setItem('token', fragment);
  history.replaceState(null, '', location.pathname);
}

for (const button of document.querySelectorAll('[data-language]')) {
  button.addEventListener('click', () => {
    localStorage.setItem('language', button.dataset.language);
    speak(button.dataset.language);
    readCounts();
  });
}
byId('token-form').addEventListener('submit', (event) => {
  event.preventDefault();
  const token = byId('token').value.trim();
  byId('token').value = '';
  if (token) sessionStorage.setItem('token', token);
  readCounts();
});
byId('forget').addEventListener('click', () => {
  sessionStorage.removeItem('token');
  readCounts();
});

speak(localStorage.getItem('language') ?? root.lang);
readHealth();
readCounts();
setInterval(() => { readHealth(); readCounts(); }, 10000);
