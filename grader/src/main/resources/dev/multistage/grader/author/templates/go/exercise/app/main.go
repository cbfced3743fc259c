// Command slugs turns titles into the last part of an address.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"log"
	"net/http"
	"os"
	"os/signal"
	"sync/atomic"
	"syscall"
	"time"
)

func answer(w http.ResponseWriter, status int, body map[string]any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(body); err != nil {
		log.Printf("answer: %v", err)
	}
}

func handler() http.Handler {
	var draining atomic.Bool
	var served atomic.Int64
	mux := http.NewServeMux()
	mux.HandleFunc("GET /slug", func(w http.ResponseWriter, r *http.Request) {
		served.Add(1)
		answer(w, http.StatusOK, map[string]any{"slug": slug(r.URL.Query().Get("title"))})
	})
	mux.HandleFunc("GET /health", func(w http.ResponseWriter, r *http.Request) {
		if draining.Load() {
			answer(w, http.StatusServiceUnavailable, map[string]any{"status": "draining"})
			return
		}
		answer(w, http.StatusOK, map[string]any{"status": "ok", "served": served.Load()})
	})
	mux.HandleFunc("GET /version", func(w http.ResponseWriter, r *http.Request) {
		answer(w, http.StatusOK, map[string]any{"build": build})
	})
	mux.HandleFunc("POST /drain", func(w http.ResponseWriter, r *http.Request) {
		draining.Store(true)
		answer(w, http.StatusAccepted, map[string]any{"status": "draining"})
	})
	return mux
}

func main() {
	port := os.Getenv("PORT")
	if port == "" {
		port = "8080"
	}
	server := &http.Server{Addr: ":" + port, Handler: handler(), ReadHeaderTimeout: 5 * time.Second}
	stopped, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer stop()
	go func() {
		<-stopped.Done()
		patience, cancel := context.WithTimeout(context.Background(), 3*time.Second)
		defer cancel()
		_ = server.Shutdown(patience)
	}()
	log.Printf("slugs listens on port %s", port)
	if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		log.Fatal(err)
	}
}
