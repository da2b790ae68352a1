// Package shop keeps the stock of a small shop.
package shop

import (
	"sort"
	"sync"
)

// Eight kinds, so that each is as likely as any other to come first when Go ranges over the map.
var prices = map[string]int{
	"tea": 350, "cup": 990, "mug": 890, "jug": 1290,
	"pot": 2490, "kettle": 4990, "tray": 2990, "samovar": 19900,
}

var reserved = map[string]int{}

// Reserve puts goods aside for the rest of the process.
func Reserve(item string, count int) int {
	reserved[item] += count
	return reserved[item]
}

// Reserved says how much of an item is put aside.
func Reserved(item string) int { return reserved[item] }

// Items lists what is sold, by name.
func Items() []string {
	items := make([]string, 0, len(prices))
	for item := range prices {
		items = append(items, item)
	}
	sort.Strings(items)
	return items
}

// AnyItem picks something to show in the window.
func AnyItem() string {
	for item := range prices {
		return item
	}
	return ""
}

// CountVisitors counts people who come in by several doors at once.
func CountVisitors(doors, each int) int {
	var mutex sync.Mutex
	var wait sync.WaitGroup
	visitors := 0
	for door := 0; door < doors; door++ {
		wait.Add(1)
		go func() {
			defer wait.Done()
			for i := 0; i < each; i++ {
				mutex.Lock()
				visitors++
				mutex.Unlock()
			}
		}()
	}
	wait.Wait()
	return visitors
}
