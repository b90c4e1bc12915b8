/** The only script of the HTML report: filters over the table of checks. Without it the table shows all rows. */
export const SCRIPT = `
(() => {
  const form = document.getElementById('filters');
  const body = document.querySelector('.checks tbody');
  if (!form || !body) return;
  const rows = Array.from(body.rows);
  const selects = Array.from(form.querySelectorAll('select'));
  const search = form.querySelector('input');
  const shown = document.getElementById('shown');
  const texts = new Map();
  const textOf = (row) => {
    if (!texts.has(row)) texts.set(row, row.textContent.toLowerCase());
    return texts.get(row);
  };
  const apply = () => {
    const wanted = selects.filter((select) => select.value !== '').map((select) => [select.name, select.value]);
    const needle = search.value.trim().toLowerCase();
    let count = 0;
    for (const row of rows) {
      const match = wanted.every(([name, value]) => row.dataset[name] === value) && (needle === '' || textOf(row).includes(needle));
      row.hidden = !match;
      if (match) count += 1;
    }
    shown.textContent = count + ' of ' + rows.length + ' checks shown';
  };
  let timer;
  search.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(apply, 120); });
  for (const select of selects) select.addEventListener('change', apply);
  form.querySelector('button').addEventListener('click', () => {
    for (const select of selects) select.value = '';
    search.value = '';
    apply();
  });
  form.hidden = false;
  apply();
})();
`;
