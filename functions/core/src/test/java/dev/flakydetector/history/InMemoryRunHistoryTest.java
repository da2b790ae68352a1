package dev.flakydetector.history;

class InMemoryRunHistoryTest implements RunHistoryContract {

    private final RunHistory history = new InMemoryRunHistory();

    @Override
    public RunHistory history() {
        return history;
    }
}
