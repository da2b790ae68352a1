/** Shows what was searched for last: but it shows whichever answer comes last. */
class SearchBox {
  constructor(backend) {
    this.backend = backend;
    this.shown = undefined;
  }

  async type(text) {
    this.shown = await this.backend(text);
  }
}

module.exports = { SearchBox };
