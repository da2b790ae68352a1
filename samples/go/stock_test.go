// One stable half, and three ways to be flaky: shared state, map order, and random data that follows TEST_SEED.
package shop

import (
	"math/rand"
	"os"
	"strconv"
	"testing"
)

func TestItemsAreSorted(t *testing.T) {
	items := Items()
	if items[0] != "cup" || items[7] != "tray" {
		t.Fatalf("not sorted: %v", items)
	}
}

func TestNothingIsReservedAtFirst(t *testing.T) {
	if Reserved("tea") != 0 {
		t.Fatalf("%d reserved", Reserved("tea"))
	}
}

func TestReserve(t *testing.T) {
	for _, count := range []int{1, 2} {
		t.Run(strconv.Itoa(count), func(t *testing.T) {
			before := Reserved("tea")
			if Reserve("tea", count) != before+count {
				t.Fatal("lost a reservation")
			}
		})
	}
}

func TestWindowShowsACheapItem(t *testing.T) {
	if item := AnyItem(); prices[item] > 2000 {
		t.Fatalf("%s costs %d", item, prices[item])
	}
}

func TestVisitorsAreCounted(t *testing.T) {
	if got := CountVisitors(4, 100); got != 400 {
		t.Fatalf("counted %d", got)
	}
}

func TestDiceAreFair(t *testing.T) {
	seed, _ := strconv.ParseInt(os.Getenv("TEST_SEED"), 10, 64)
	dice := rand.New(rand.NewSource(seed))
	if roll := dice.Intn(6) + 1; roll == 6 || roll == 1 {
		t.Fatalf("rolled %d", roll)
	}
}
