using System.Runtime.CompilerServices;
using Turnpike.Rego.Evaluation.Joins;
using Turnpike.Rego.Evaluation.Unknowns;
using Turnpike.Text.Patterns;
using Turnpike.Values;

namespace Turnpike.Rego.Evaluation;

/// <summary>
/// The state of one running evaluation. Pooled: everything that an evaluation changes is set anew by <see cref="Start"/>.
/// </summary>
internal sealed partial class Machine : IStepCounter
{
    private Slot[]?[] _frames = [];
    private ShapeCache[] _shapes = [];
    private int _depth;

    /// <summary>What the evaluation reads as <c>input</c>; changed by <c>with</c>, like the next three.</summary>
    public Value? Input { get; set; }

    public Value Data { get; set; } = ObjectValue.Empty;

    public Overrides? Overrides { get; set; }

    public Memo Memo { get; set; } = null!;

    /// <summary>Null while the path is definite, which is all that ground evaluation ever sees.</summary>
#if GROUND_ONLY
    public PathMark? Mark
    {
        get => null;
        set { }
    }
#else
    public PathMark? Mark { get; set; }
#endif

    /// <summary>Takes the solutions of the innermost running body.</summary>
    public Collector Collector { get; set; } = null!;

    public ItemIndexCache Indexes { get; } = new();

    public bool IsStrict { get; private set; }

    public List<string> Output { get; } = [];

    /// <summary>What was printed, which is then forgotten.</summary>
    public IReadOnlyList<string> TakeOutput()
    {
        if (Output.Count == 0)
        {
            return [];
        }

        string[] taken = [.. Output];
        Output.Clear();
        return taken;
    }

    /// <summary>A frame for a plan; it is given back, so that a warm machine allocates none.</summary>
    public Slot[] Rent(int plan, int size)
    {
        if (plan < _frames.Length && _frames[plan] is { } frame && frame.Length >= size)
        {
            _frames[plan] = null;
            return frame;
        }

        return new Slot[size];
    }

    public void Return(int plan, Slot[] frame)
    {
        if (plan >= _frames.Length)
        {
            Array.Resize(ref _frames, Math.Max(16, Math.Max(plan + 1, _frames.Length * 2)));
        }

        _frames[plan] = frame;
    }

    /// <summary>Opens a rule or function.</summary>
    public void Enter()
    {
        if (++_depth > _limits.Depth)
        {
            throw EvaluationErrors.Depth(_limits.Depth);
        }

        GuardStack();
        Tick();
    }

    public void Leave() => _depth--;

    public static void GuardStack()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw EvaluationErrors.Stack();
        }
    }

    /// <summary>Whether a value lets a condition hold: all but false do.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Holds(Value value) => value.Kind switch
    {
        ValueKind.Boolean => ((BooleanValue)value).Value,
        ValueKind.Unknown => HoldsUnknown((UnknownValue)value),
        _ => true,
    };

    /// <summary>The member of an object at a constant key, remembering by shape where it was found.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Value? Member(ObjectValue obj, Value key, int cache)
    {
        if ((uint)cache < (uint)_shapes.Length)
        {
            ref var entry = ref _shapes[cache];
            if (ReferenceEquals(entry.Shape, obj.Shape))
            {
                return entry.Index < 0 ? null : obj.Values[entry.Index];
            }
        }

        return MemberOfNewShape(obj, key, cache);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Value? MemberOfNewShape(ObjectValue obj, Value key, int cache)
    {
        if (cache >= _shapes.Length)
        {
            Array.Resize(ref _shapes, Math.Max(16, Math.Max(cache + 1, _shapes.Length * 2)));
        }

        var index = obj.Shape.IndexOf(key);
        _shapes[cache] = new ShapeCache { Shape = obj.Shape, Index = index };
        return index < 0 ? null : obj.Values[index];
    }

    private struct ShapeCache
    {
        public Shape? Shape;
        public int Index;
    }
}
