// Package sun knows how long a day is.
package sun

import (
	"time"

	"github.com/nathan-osman/go-sunrise"
)

// A Day is one day at one place. Where the sun does not rise or does not set,
// both times are missing.
type Day struct {
	Date    string     `json:"date"`
	Sunrise *time.Time `json:"sunrise,omitempty"`
	Sunset  *time.Time `json:"sunset,omitempty"`
	Minutes int        `json:"minutes"`
}

// On says when the sun rises and sets at a place, in UTC.
func On(date time.Time, lat, lon float64) Day {
	day := Day{Date: date.Format(time.DateOnly)}
	rise, set := sunrise.SunriseSunset(lat, lon, date.Year(), date.Month(), date.Day())
	if rise.IsZero() || set.IsZero() {
		return day
	}
	day.Sunrise, day.Sunset = &rise, &set
	day.Minutes = int(set.Sub(rise).Round(time.Minute).Minutes())
	return day
}

// Longest finds the longest day of a year, the first one if several are equal.
func Longest(year int, lat, lon float64) Day {
	var longest Day
	for date := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC); date.Year() == year; date = date.AddDate(0, 0, 1) {
		if day := On(date, lat, lon); longest.Date == "" || day.Minutes > longest.Minutes {
			longest = day
		}
	}
	return longest
}
