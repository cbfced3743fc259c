// Departures says when the next tram leaves.
//
//	departures          serves
//	departures check    asks a departures that runs beside it how it is; exit code 0 if well
package main

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"example.org/departures/internal/timetable"
)

// drain is how long requests may take to end once the program is told to stop.
const drain = 10 * time.Second

func main() {
	log.SetOutput(os.Stdout)
	port := envOr("PORT", "8080")
	if len(os.Args) > 1 && os.Args[1] == "check" {
		if err := check("http://127.0.0.1:" + port + "/health"); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		return
	}
	if err := serve(":" + port); err != nil {
		log.Fatal(err)
	}
}

func serve(address string) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	patience, err := time.ParseDuration(envOr("DRAIN", drain.String()))
	if err != nil {
		return fmt.Errorf("DRAIN: %w", err)
	}
	table, err := timetable.Load()
	if err != nil {
		return err
	}
	server := &http.Server{
		Addr:              address,
		Handler:           newService(table).routes(),
		ReadHeaderTimeout: 5 * time.Second,
	}

	stopped := make(chan error)
	go func() {
		<-ctx.Done()
		log.Printf("stopping: open requests have %s to end", patience)
		grace, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		stopped <- server.Shutdown(grace)
	}()

	log.Printf("departures %s listens on %s", version, address)
	if err := server.ListenAndServe(); err != http.ErrServerClosed {
		return err
	}
	if err := <-stopped; err != nil {
		return fmt.Errorf("gave up on open requests: %w", err)
	}
	log.Print("stopped, nobody was waiting any more")
	return nil
}

// check asks the health endpoint. There is no curl in a small image, and none is needed.
func check(url string) error {
	client := &http.Client{Timeout: 2 * time.Second}
	answer, err := client.Get(url)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", url, answer.Status)
	}
	return nil
}

func envOr(name, fallback string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return fallback
}
