// Reads a JSON list of programs from standard input, runs each in a context of its own, writes a JSON list of their results.
// A program that cannot be read gives "syntax error"; everything else is the program's own text.
const vm = require('vm');

let input = '';
process.stdin.setEncoding('utf8');
process.stdin.on('data', part => { input += part; });
process.stdin.on('end', () => {
  const results = JSON.parse(input).map(program => {
    let script;
    try {
      script = new vm.Script(program);
    } catch {
      return 'syntax error';
    }
    try {
      return String(script.runInContext(vm.createContext({})));
    } catch (failure) {
      return 'failed: ' + failure;
    }
  });
  process.stdout.write(JSON.stringify(results));
});
