package aws

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	sdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/smithy-go/middleware"
	"golang.org/x/time/rate"
)

// guard stands in every call of one account and region. It lets through only the operations that the
// services declare, keeps each to the pace of its quota, and bounds the time that one call may take.
type guard struct {
	allowed  map[string]*pace
	patience time.Duration
	// backoff is how long a call waits before it is tried again; nil is the SDK's own.
	backoff retry.BackoffDelayer

	mu    sync.Mutex
	lanes map[*pace]*lane
}

// attempts is how often a call is made before it counts as failed. It is more than the SDK's three, since
// an account in which much goes wrong throttles a lot, and the lane slows down meanwhile.
const attempts = 5

// longestBackoff keeps the waits of one call well below its share of the whole load.
const longestBackoff = 4 * time.Second

func newGuard(patience time.Duration, backoff retry.BackoffDelayer) *guard {
	g := &guard{allowed: map[string]*pace{}, patience: patience, backoff: backoff, lanes: map[*pace]*lane{}}
	for _, op := range Operations() {
		g.allowed[op.Service+"."+op.Name] = op.pace
	}
	return g
}

// watch is the configuration with the guard in all its calls.
func (g *guard) watch(config sdk.Config) sdk.Config {
	config = config.Copy()
	config.APIOptions = append(config.APIOptions[:len(config.APIOptions):len(config.APIOptions)], g.install)
	config.RetryMaxAttempts = 0
	config.Retryer = func() sdk.Retryer {
		return retry.NewStandard(func(o *retry.StandardOptions) {
			o.MaxAttempts = attempts
			o.MaxBackoff = longestBackoff
			if g.backoff != nil {
				o.Backoff = g.backoff
			}
		})
	}
	return config
}

func (g *guard) install(stack *middleware.Stack) error {
	return errors.Join(
		stack.Initialize.Add(middleware.InitializeMiddlewareFunc("parity.reads", g.initialize), middleware.Before),
		stack.Finalize.Insert(middleware.FinalizeMiddlewareFunc("parity.pace", g.finalize), "Retry", middleware.After),
		// The last to be added is the nearest to the wire: it sees the answer before the SDK does.
		stack.Deserialize.Add(middleware.DeserializeMiddlewareFunc("parity.answer", checkAnswer), middleware.After),
	)
}

// notAllowed is a call that no service declares: a mistake of ours, which the guard keeps from AWS.
type notAllowed struct{ operation string }

func (n notAllowed) Error() string {
	return n.operation + " is not among the read operations of parity, and was not sent"
}

// slowCall is a call that took longer than one call may.
type slowCall struct {
	after time.Duration
	error
}

func (s slowCall) Unwrap() error { return s.error }

func (g *guard) initialize(ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler) (
	middleware.InitializeOutput, middleware.Metadata, error,
) {
	operation := middleware.GetServiceID(ctx) + "." + middleware.GetOperationName(ctx)
	if _, ok := g.allowed[operation]; !ok {
		return middleware.InitializeOutput{}, middleware.Metadata{}, notAllowed{operation}
	}
	bounded, cancel := context.WithTimeout(ctx, g.patience)
	defer cancel()
	bounded, top := rememberTop(bounded)
	refusal := &lastRefusal{}
	bounded = context.WithValue(bounded, refusalKey{}, refusal)
	out, metadata, err := next.HandleInitialize(bounded, in)
	switch {
	case err == nil:
		err = top.belongTo(out.Result)
	case refusal.err != nil && bounded.Err() != nil:
		err = refusal.err
	case bounded.Err() != nil && ctx.Err() == nil:
		err = slowCall{g.patience, err}
	}
	return out, metadata, err
}

// lastRefusal is the last time AWS throttled a call: where the call is out of time for that, it is the cause.
type lastRefusal struct{ err error }

type refusalKey struct{}

func (g *guard) finalize(ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler) (
	middleware.FinalizeOutput, middleware.Metadata, error,
) {
	lane := g.lane(g.allowed[middleware.GetServiceID(ctx)+"."+middleware.GetOperationName(ctx)])
	refusal, _ := ctx.Value(refusalKey{}).(*lastRefusal)
	if err := lane.limiter.Wait(ctx); err != nil {
		if refusal != nil && refusal.err != nil {
			return middleware.FinalizeOutput{}, middleware.Metadata{}, refusal.err
		}
		// The limiter says so early where the wait would outlast the context: that is a timeout too.
		return middleware.FinalizeOutput{}, middleware.Metadata{}, fmt.Errorf("wait for the pace of its quota: %w", errors.Join(err, context.DeadlineExceeded))
	}
	out, metadata, err := next.HandleFinalize(ctx, in)
	lane.learn(throttled(err))
	if refusal != nil && throttled(err) {
		refusal.err = err
	}
	return out, metadata, err
}

func (g *guard) lane(p *pace) *lane {
	g.mu.Lock()
	defer g.mu.Unlock()
	l, ok := g.lanes[p]
	if !ok {
		l = &lane{pace: p, limiter: rate.NewLimiter(rate.Limit(p.perSecond), p.burst)}
		g.lanes[p] = l
	}
	return l
}

// lane is one quota of one account and region. It halves its pace when AWS throttles it, once for all
// the calls that were on their way, and gains it back as calls succeed.
type lane struct {
	pace    *pace
	limiter *rate.Limiter

	mu     sync.Mutex
	slowed time.Time
}

const (
	// slowest is the part of its pace that a lane never falls below.
	slowest = 8
	// recovery is the number of good answers in which a lane gains its whole pace back.
	recovery = 50
)

func (l *lane) learn(throttled bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	full, now := rate.Limit(l.pace.perSecond), l.limiter.Limit()
	switch {
	case throttled && time.Since(l.slowed) > time.Second/2:
		l.slowed = time.Now()
		l.limiter.SetLimit(max(now/2, full/slowest))
	case !throttled && now < full:
		l.limiter.SetLimit(min(full, now+full/recovery))
	}
}

// throttled says by its code that an error is AWS asking for fewer calls.
func throttled(err error) bool {
	return retry.IsErrorThrottles(retry.DefaultThrottles).IsErrorThrottle(err) == sdk.TrueTernary
}
