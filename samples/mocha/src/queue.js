const options = { limit: 3 };

/** A queue with a limit that all queues share. */
class Queue {
  constructor() {
    this.jobs = [];
  }

  add(job) {
    if (this.jobs.length >= options.limit) {
      return false;
    }
    this.jobs.push(job);
    return true;
  }

  next() {
    return this.jobs.shift();
  }
}

/** Sets how many jobs a queue takes. */
function configure(limit) {
  options.limit = limit;
}

module.exports = { Queue, configure };
