namespace Turnpike.Connectors.Aws.Client;

/// <summary>
/// Tokens for the requests to one service in one region of one account, so that a sync stays below what AWS throttles and
/// leaves room for those who work there. Throttled all the same it halves its rate, and recovers a little with each answer.
/// </summary>
internal sealed class RequestBucket
{
    private const double Slowest = 0.5;

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly double _fastest;
    private double _rate;
    private double _tokens;
    private long _filled;

    public RequestBucket(double perSecond, TimeProvider time)
    {
        _time = time;
        _fastest = perSecond;
        _rate = perSecond;
        _tokens = Burst;
        _filled = time.GetTimestamp();
    }

    private double Burst => _fastest * 2;

    public async ValueTask TakeAsync(CancellationToken cancellationToken)
    {
        while (Take() is { } wait)
        {
            await Task.Delay(wait, _time, cancellationToken);
        }
    }

    public void Throttled()
    {
        lock (_lock)
        {
            _rate = Math.Max(Slowest, _rate / 2);
            _tokens = 0;
        }
    }

    public void Answered()
    {
        lock (_lock)
        {
            _rate = Math.Min(_fastest, _rate * 1.05);
        }
    }

    private TimeSpan? Take()
    {
        lock (_lock)
        {
            var now = _time.GetTimestamp();
            _tokens = Math.Min(Burst, _tokens + (_time.GetElapsedTime(_filled, now).TotalSeconds * _rate));
            _filled = now;
            if (_tokens >= 1)
            {
                _tokens--;
                return null;
            }

            return TimeSpan.FromSeconds((1 - _tokens) / _rate);
        }
    }
}
