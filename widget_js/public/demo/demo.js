/* The basket of the demo shop: it only counts. */
const count = document.getElementById('count');
for (const button of document.querySelectorAll('.add')) {
  button.addEventListener('click', () => { count.textContent = Number(count.textContent) + 1; });
}
