package links

import (
	"context"
	"net/http"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"
)

// A Status says how one link is.
type Status struct {
	URL    string `json:"url"`
	Alive  bool   `json:"alive"`
	Code   int    `json:"code,omitempty"`
	Error  string `json:"error,omitempty"`
	Millis int64  `json:"millis"`
}

// A Checker asks links whether they are alive, a few at a time.
type Checker struct {
	client   *http.Client
	parallel int
	checked  atomic.Int64
}

// NewChecker returns a Checker that waits at most timeout for one link and asks
// at most parallel of them at once.
func NewChecker(timeout time.Duration, parallel int) *Checker {
	return &Checker{client: &http.Client{Timeout: timeout}, parallel: parallel}
}

// Checked counts the links asked so far.
func (c *Checker) Checked() int64 { return c.checked.Load() }

// Check asks all addresses; the answers come in the order of the addresses.
func (c *Checker) Check(ctx context.Context, addresses []string) []Status {
	statuses := make([]Status, len(addresses))
	var group errgroup.Group
	group.SetLimit(c.parallel)
	for i, address := range addresses {
		group.Go(func() error {
			statuses[i] = c.ask(ctx, address)
			return nil // a dead link is an answer, not a failure
		})
	}
	group.Wait()
	return statuses
}

func (c *Checker) ask(ctx context.Context, address string) Status {
	started := time.Now()
	status := Status{URL: address}
	defer c.checked.Add(1)

	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		status.Error = err.Error()
		return status
	}
	request.Header.Set("User-Agent", "linkcheck")
	answer, err := c.client.Do(request)
	status.Millis = time.Since(started).Milliseconds()
	if err != nil {
		status.Error = err.Error()
		return status
	}
	answer.Body.Close()
	status.Code = answer.StatusCode
	status.Alive = answer.StatusCode < 400
	return status
}
