package model

import "time"

// Past is what an attribute of one environment was for some time, as far as anybody looked.
type Past struct {
	// Side is what it was; absent where there was none.
	Side Side
	// Gone says that the whole resource was not there.
	Gone bool
	// First and Last are the earliest and the latest look at which it was so. Between the Last look at what it was
	// before and this First one it changed.
	First, Last time.Time
	// At is when it came to be so, By whom and How that is known, where AWS tells; zero elsewhere.
	At      time.Time
	By, How string
}

// Recollection is what is known of an attribute's past in one environment.
type Recollection struct {
	// Environment is its name.
	Environment string
	// Pasts are newest first: the first is what it is now.
	Pasts []Past
	// Looks is how many earlier loads say so, Oldest when the first of them was made; zero where there is none.
	Looks  int
	Oldest time.Time
	// More is how many further loads are kept that were not looked at: they are older than what was asked for.
	More int
	// Missed is what there is to say of loads that could not be read.
	Missed []string
}
