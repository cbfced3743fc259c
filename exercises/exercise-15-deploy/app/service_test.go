package main

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"example.org/departures/internal/timetable"
)

func ask(t *testing.T, s *service, method, path string) int {
	t.Helper()
	recorder := httptest.NewRecorder()
	s.routes().ServeHTTP(recorder, httptest.NewRequest(method, path, nil))
	return recorder.Code
}

func TestHealthSaysSoInMaintenance(t *testing.T) {
	table, err := timetable.Load()
	if err != nil {
		t.Fatal(err)
	}
	s := newService(table)
	if got := ask(t, s, "GET", "/health"); got != http.StatusOK {
		t.Errorf("before: %d", got)
	}
	ask(t, s, "POST", "/maintenance")
	if got := ask(t, s, "GET", "/health"); got != http.StatusServiceUnavailable {
		t.Errorf("in maintenance: %d", got)
	}
}

func TestWatchEndsWhenItsTimeIsOver(t *testing.T) {
	table, err := timetable.Load()
	if err != nil {
		t.Fatal(err)
	}
	if got := ask(t, newService(table), "GET", "/watch?stop=depot&wait=10ms"); got != http.StatusOK {
		t.Errorf("got %d", got)
	}
}
