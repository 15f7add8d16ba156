using Turnpike.Rego.Builtins;
using Turnpike.Text.Patterns;
using Turnpike.Values;

namespace Turnpike.Rego.Evaluation;

internal sealed partial class Machine
{
    private const int StepsBetweenChecks = 2048;

    private EvaluationLimits _limits = EvaluationLimits.Default;
    private CancellationToken _cancellation;
    private CancellationTokenRegistration _registration;

    // Seen at every step: between two looks at the other limits, slow builtins may be called thousands of times.
    private volatile bool _isCancelled;
    private TimeProvider _time = TimeProvider.System;
    private long _started;
    private long _allocatedBefore;
    private long _stepsLeft;
    private int _fuel;
    private readonly List<Memo> _memos = [];
    private EvaluationRequest? _request;
    private PatternCache? _patterns;
    private BuiltinContext? _builtins;
    private Action<int>? _meter;

    /// <summary>Counts one step; every so often looks at the limits.</summary>
    public void Tick()
    {
        if (--_fuel < 0 || _isCancelled)
        {
            Refuel(0);
        }
    }

    public void Start(EvaluationRequest request, PatternCache patterns)
    {
        Input = request.Input;
        Data = request.Data;
        Overrides = null;
        Mark = null;
        IsStrict = request.StrictBuiltinErrors;
        _depth = 0;
        _withDepth = 0;
        _speculation = 0;
        _argumentCount = 0;
        Open = null;
        _scopes.Clear();
        Memo = MemoAt(0);
        Memo.Clear();
        Output.Clear();
        StartLimits(request);
        _request = request;
        _patterns = patterns;
        _builtins = null;
    }

    /// <summary>Made on first use: most small policies call no builtin that needs it.</summary>
    public BuiltinContext Builtins => _builtins ??= new BuiltinContext
    {
        Now = NanosecondsSinceEpoch(_time),
        Cancellation = _cancellation,
        Host = _request!.Host,
        Seed = _request.Seed,
        Meter = _meter ??= Refuel,
        Note = _request.Note,
        Patterns = _patterns!,
    };

    /// <summary>Steps of work done in one go, such as sorting.</summary>
    public void Step(int steps = 1) => Refuel(steps);

    private void StartLimits(EvaluationRequest request)
    {
        _limits = request.Limits;
        _cancellation = request.Cancellation;
        _time = request.Time;
        _stepsLeft = _limits.Steps;
        _started = _limits.Time == Timeout.InfiniteTimeSpan ? 0 : _time.GetTimestamp();
        _allocatedBefore = _limits.Memory == long.MaxValue ? 0 : GC.GetAllocatedBytesForCurrentThread();
        _fuel = 0;
        TakeFuel();
        if (_cancellation.IsCancellationRequested)
        {
            throw EvaluationErrors.Cancelled();
        }

        if (_cancellation.CanBeCanceled)
        {
            _registration = _cancellation.UnsafeRegister(static machine => ((Machine)machine!)._isCancelled = true, this);
        }
    }

    /// <summary>Once no more steps are taken, whether or not something stopped them.</summary>
    public void StopListening()
    {
        _registration.Dispose();
        _registration = default;
        _isCancelled = false;
    }

    /// <summary>So that a pooled machine keeps nothing of the evaluation alive.</summary>
    public void Release()
    {
        Input = null;
        Indexes.Release(_request!.Data);
        Data = ObjectValue.Empty;
        Overrides = null;
        Mark = null;
        Collector = null!;
        _request = null;
        _builtins = null;
    }

    private Memo MemoAt(int depth)
    {
        while (_memos.Count <= depth)
        {
            _memos.Add(new Memo());
        }

        return _memos[depth];
    }

    private void TakeFuel()
    {
        _fuel = (int)Math.Min(StepsBetweenChecks, _stepsLeft);
        _stepsLeft -= _fuel;
    }

    private void Refuel(int chargedElsewhere)
    {
        _stepsLeft -= chargedElsewhere;
        if (_fuel < 0 && _stepsLeft <= 0)
        {
            throw EvaluationErrors.Steps(_limits.Steps);
        }

        TakeFuel();
        if (_cancellation.IsCancellationRequested)
        {
            throw EvaluationErrors.Cancelled();
        }

        if (_limits.Time != Timeout.InfiniteTimeSpan && _time.GetElapsedTime(_started) > _limits.Time)
        {
            throw EvaluationErrors.Time(_limits.Time);
        }

        if (_limits.Memory != long.MaxValue && GC.GetAllocatedBytesForCurrentThread() - _allocatedBefore > _limits.Memory)
        {
            throw EvaluationErrors.Memory(_limits.Memory);
        }
    }

    private static long NanosecondsSinceEpoch(TimeProvider time) => (time.GetUtcNow().UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) * 100;
}
