// Told to Dredd with --hookfiles: refusals other than 401 can't be provoked from a document; a 401 is asked for without a key. Results go to a file.
const { writeFileSync } = require('node:fs');
const hooks = require('hooks');

hooks.beforeEach((transaction, done) => {
  const expected = Number(transaction.expected.statusCode);
  if (expected === 401) delete transaction.request.headers.Authorization;
  else if (expected >= 300) transaction.skip = true;
  // The document names the media type without a charset; Dredd compares letter by letter.
  for (const name of Object.keys(transaction.expected.headers)) if (name.toLowerCase() === 'content-type') transaction.expected.headers[name] += '; charset=utf-8';
  done();
});

hooks.afterAll((transactions, done) => {
  writeFileSync(process.env.PEER_RESULT, JSON.stringify(transactions.map(({ name, test, skip, results }) => ({ name, skip, status: test?.status, results, message: test?.message }))));
  done();
});
