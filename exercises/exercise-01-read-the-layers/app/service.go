package main

import (
	"encoding/json"
	"net/http"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/go-chi/chi/v5"

	"example.org/daylight/internal/sun"
)

// service answers questions about the sun.
type service struct {
	eclipsed atomic.Bool
}

func (s *service) routes() http.Handler {
	r := chi.NewRouter()
	r.Get("/health", s.health)
	r.Get("/version", s.version)
	r.Get("/day", s.day)
	r.Get("/longest", s.longest)
	r.Post("/eclipse", s.eclipse)
	return r
}

func (s *service) health(w http.ResponseWriter, _ *http.Request) {
	if s.eclipsed.Load() {
		reply(w, http.StatusServiceUnavailable, map[string]any{"status": "eclipsed"})
		return
	}
	reply(w, http.StatusOK, map[string]any{"status": "ok", "now": time.Now().UTC().Format(time.RFC3339)})
}

func (s *service) version(w http.ResponseWriter, _ *http.Request) {
	reply(w, http.StatusOK, map[string]string{"version": version})
}

// eclipse takes this instance out of service before it is replaced.
func (s *service) eclipse(w http.ResponseWriter, _ *http.Request) {
	s.eclipsed.Store(true)
	w.WriteHeader(http.StatusAccepted)
}

// day takes ?lat= and ?lon= in degrees and ?date=, today if it is missing.
func (s *service) day(w http.ResponseWriter, r *http.Request) {
	lat, lon, ok := place(w, r)
	if !ok {
		return
	}
	date := time.Now().UTC()
	if text := r.URL.Query().Get("date"); text != "" {
		var err error
		if date, err = time.Parse(time.DateOnly, text); err != nil {
			reply(w, http.StatusBadRequest, map[string]string{"error": "date must look like 2026-06-21"})
			return
		}
	}
	reply(w, http.StatusOK, sun.On(date, lat, lon))
}

// longest finds the longest day of ?year= at a place.
func (s *service) longest(w http.ResponseWriter, r *http.Request) {
	lat, lon, ok := place(w, r)
	if !ok {
		return
	}
	year, err := strconv.Atoi(r.URL.Query().Get("year"))
	if err != nil || year < 1900 || year > 2200 {
		reply(w, http.StatusBadRequest, map[string]string{"error": "year must be between 1900 and 2200"})
		return
	}
	reply(w, http.StatusOK, sun.Longest(year, lat, lon))
}

func place(w http.ResponseWriter, r *http.Request) (lat, lon float64, ok bool) {
	lat, errLat := strconv.ParseFloat(r.URL.Query().Get("lat"), 64)
	lon, errLon := strconv.ParseFloat(r.URL.Query().Get("lon"), 64)
	if errLat != nil || errLon != nil || lat < -90 || lat > 90 || lon < -180 || lon > 180 {
		reply(w, http.StatusBadRequest, map[string]string{"error": "lat and lon must be degrees"})
		return 0, 0, false
	}
	return lat, lon, true
}

func reply(w http.ResponseWriter, code int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	json.NewEncoder(w).Encode(body)
}
