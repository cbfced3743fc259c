package main

import (
	"encoding/json"
	"log"
	"net/http"
	"strconv"
	"sync/atomic"
	"time"

	"example.org/departures/internal/timetable"
)

const longestWait = 10 * time.Second

type service struct {
	table       *timetable.Table
	maintenance atomic.Bool
	watchers    atomic.Int32
}

func newService(table *timetable.Table) *service {
	return &service{table: table}
}

func (s *service) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /health", s.health)
	mux.HandleFunc("GET /version", func(w http.ResponseWriter, _ *http.Request) {
		answer(w, http.StatusOK, map[string]string{"version": version})
	})
	mux.HandleFunc("GET /next", s.next)
	mux.HandleFunc("GET /watch", s.watch)
	mux.HandleFunc("POST /maintenance", func(w http.ResponseWriter, _ *http.Request) {
		s.maintenance.Store(true)
		answer(w, http.StatusAccepted, map[string]string{"status": "in maintenance"})
	})
	return mux
}

func (s *service) health(w http.ResponseWriter, _ *http.Request) {
	status, code := "ok", http.StatusOK
	if s.maintenance.Load() {
		status, code = "in maintenance", http.StatusServiceUnavailable
	}
	answer(w, code, map[string]any{
		"status": status, "stops": len(s.table.Stops()), "watchers": s.watchers.Load(),
	})
}

// next answers with the departures at a stop after a point in time: ?stop=market&after=…&count=3
func (s *service) next(w http.ResponseWriter, r *http.Request) {
	after := time.Now()
	if text := r.FormValue("after"); text != "" {
		given, err := time.Parse(time.RFC3339, text)
		if err != nil {
			answer(w, http.StatusBadRequest, map[string]string{"error": "after is a time such as 2026-11-24T08:00:00Z"})
			return
		}
		after = given
	}
	count, err := strconv.Atoi(r.FormValue("count"))
	if err != nil || count < 1 || count > 50 {
		count = 3
	}
	departures, err := s.table.Next(r.FormValue("stop"), after, count)
	if err != nil {
		answer(w, http.StatusNotFound, map[string]string{"error": err.Error()})
		return
	}
	answer(w, http.StatusOK, departures)
}

// watch answers when the next tram leaves, or when the time is over: ?stop=market&wait=5s. Displays
// at the stops hang on this all day; to them a lost connection is a black screen.
func (s *service) watch(w http.ResponseWriter, r *http.Request) {
	wait, err := time.ParseDuration(r.FormValue("wait"))
	if err != nil || wait < 0 || wait > longestWait {
		wait = longestWait
	}
	departures, err := s.table.Next(r.FormValue("stop"), time.Now(), 1)
	if err != nil {
		answer(w, http.StatusNotFound, map[string]string{"error": err.Error()})
		return
	}
	s.watchers.Add(1)
	defer s.watchers.Add(-1)
	timer := time.NewTimer(min(wait, time.Until(departures[0].At)))
	defer timer.Stop()
	select {
	case now := <-timer.C:
		answer(w, http.StatusOK, map[string]any{"now": now.UTC().Format(time.RFC3339), "next": departures[0]})
	case <-r.Context().Done():
		log.Print("a display went away")
	}
}

func answer(w http.ResponseWriter, code int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	if err := json.NewEncoder(w).Encode(body); err != nil {
		log.Printf("answer not sent: %v", err)
	}
}
