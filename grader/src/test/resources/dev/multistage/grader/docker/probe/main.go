// A server on scratch that does what a test asks of it.
package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"
)

func main() {
	if os.Getenv("CRASH") != "" {
		fmt.Println("crashing as told")
		os.Exit(7)
	}
	if os.Getenv("IGNORE_TERM") != "" {
		signal.Ignore(syscall.SIGTERM)
	} else {
		term := make(chan os.Signal, 1)
		signal.Notify(term, syscall.SIGTERM)
		go func() { <-term; time.Sleep(300 * time.Millisecond); os.Exit(0) }()
	}
	http.HandleFunc("/eat", func(w http.ResponseWriter, r *http.Request) {
		var all [][]byte; for { b := make([]byte, 8<<20); for i := range b { b[i] = 1 }; all = append(all, b) } })
	http.HandleFunc("/chatter", func(w http.ResponseWriter, r *http.Request) {
		line := strings.Repeat("x", 1000); for i := 0; i < 20000; i++ { fmt.Println(line) }; fmt.Println("the end") })
	http.HandleFunc("/health", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "fine") })
	http.HandleFunc("/env", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, os.Getenv(r.FormValue("name"))) })
	http.HandleFunc("/read", func(w http.ResponseWriter, r *http.Request) {
		b, err := os.ReadFile(r.FormValue("path")); if err != nil { w.WriteHeader(500); fmt.Fprint(w, err); return }; w.Write(b) })
	http.HandleFunc("/write", func(w http.ResponseWriter, r *http.Request) {
		if err := os.WriteFile(r.FormValue("path"), []byte("x"), 0o644); err != nil { w.WriteHeader(500); fmt.Fprint(w, err) } })
	http.HandleFunc("/echo", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Method", r.Method); w.WriteHeader(202); io.Copy(w, r.Body) })
	http.HandleFunc("/away", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/health", 302) })
	http.HandleFunc("/big", func(w http.ResponseWriter, r *http.Request) {
		b := make([]byte, 1<<20); for i := 0; i < 8; i++ { w.Write(b) } })
	http.HandleFunc("/slow", func(w http.ResponseWriter, r *http.Request) { time.Sleep(time.Minute) })
	http.HandleFunc("/fetch", func(w http.ResponseWriter, r *http.Request) {
		c := http.Client{Timeout: 3 * time.Second}; a, err := c.Get(r.FormValue("url"))
		if err != nil { w.WriteHeader(500); fmt.Fprint(w, err); return }; io.Copy(w, a.Body) })
	l, _ := net.Listen("tcp", "127.0.0.1:9090"); go http.Serve(l, nil)
	fmt.Println("listening")
	http.ListenAndServe(":8080", nil)
}
