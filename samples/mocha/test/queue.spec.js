const assert = require('node:assert');
const { Queue, configure } = require('../src/queue');

describe('queue', () => {
  it('hands jobs out in the order they came', () => {
    const queue = new Queue();
    queue.add('first');
    queue.add('second');
    assert.deepEqual([queue.next(), queue.next()], ['first', 'second']);
  });

  it('takes three jobs by default', () => {
    const queue = new Queue();
    assert.deepEqual(['a', 'b', 'c', 'd'].map((job) => queue.add(job)), [true, true, true, false]);
  });

  it('takes as many jobs as it is told', () => {
    configure(2);
    const queue = new Queue();
    assert.deepEqual(['a', 'b', 'c'].map((job) => queue.add(job)), [true, true, false]);
  });
});
