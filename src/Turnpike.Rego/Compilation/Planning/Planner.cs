using Turnpike.Rego.Compilation.Binding;
using Turnpike.Rego.Compilation.Bound;
using Turnpike.Rego.Evaluation;
using Turnpike.Rego.Evaluation.Operands;
using Turnpike.Rego.Evaluation.Rules;
using Turnpike.Rego.Evaluation.Steps;
using Turnpike.Text;

namespace Turnpike.Rego.Compilation.Planning;

/// <summary>Turns one ordered clause or query into linked steps over a frame.</summary>
internal sealed partial class Planner
{
    private readonly PlanningContext _context;
    private readonly SourceText _source;
    private readonly Dictionary<Local, int> _slotOf = [];
    private LocalSet _bound = new([]);
    private StepChain _chain = new();
    private int _slots;

    // Whether the order of solutions can be seen in what the body being planned gives, so that sets must be sorted.
    private bool _isOrdered = true;

    public Planner(PlanningContext context, SourceText source)
    {
        _context = context;
        _source = source;
    }

    /// <summary>The clause of a complete rule or function.</summary>
    public Plan PlanValue(BoundClause clause, bool isOnly)
    {
        _isOrdered = !isOnly || _context.ShowsOrder;
        PlanArguments(clause.Arguments);
        PlanStatements(clause.Body);
        return Close(clause.Span, new YieldStep(Lower(clause.Value!), isOnly));
    }

    /// <summary>How many iterations the plan has that no index helps, those inside closures left out.</summary>
    public int Iterations => _chain.Iterations;

    /// <summary>The clause of a partial set.</summary>
    /// <param name="isKeyed">The member is given, in the first slot, and only it is looked for.</param>
    public Plan PlanMember(BoundClause clause, bool isKeyed)
    {
        PlanPartial(clause, clause.Key!, isKeyed);
        var member = Lower(clause.Key!);
        return Close(clause.Span, isKeyed ? new YieldStep(member, isOnly: true) : new CollectMemberStep(member));
    }

    /// <summary>The clause of a partial object: a value, or a member of a set, at a path of keys.</summary>
    /// <param name="isFlat">All definitions give a value at one key.</param>
    /// <param name="isKeyed">The first key is given, in the first slot, and only what stands there is looked for.</param>
    public Plan PlanLeaf(BoundClause clause, bool isFlat, bool isKeyed)
    {
        PlanPartial(clause, clause.Path[0], isKeyed);
        var path = LowerAll(clause.Path);
        var leaf = Lower(clause.Key ?? clause.Value!);
        return Close(clause.Span, (isFlat, isKeyed) switch
        {
            (true, true) => new YieldStep(leaf, isOnly: false),
            (true, false) => new CollectPairStep(path[0], leaf),
            _ => new CollectLeafStep(path, leaf, isMember: clause.Key is not null),
        });
    }

    private void PlanPartial(BoundClause clause, BoundTerm key, bool isKeyed)
    {
        _isOrdered = _context.ShowsOrder;
        if (!isKeyed)
        {
            PlanStatements(clause.Body);
            return;
        }

        // The body was put in order for finding the key; now the key is what is known.
        _slots = 1;
        if (IsKeyPattern(key))
        {
            PlanKey(key);
            PlanStatements(Ordering.Order(_source, clause.Body.Span, clause.Written, _bound.Items, [], null));
        }
        else
        {
            PlanStatements(clause.Body);
            PlanKey(key);
        }
    }

    private void PlanKey(BoundTerm key)
    {
        if (key is BoundLocal { Local: { IsWildcard: false } local } && _slotOf.TryAdd(local, 0))
        {
            _bound.Add(local);
        }
        else
        {
            _chain.Append(new MatchStep(new SlotOperand(0), PatternOf(key)));
        }
    }

    private static bool IsKeyPattern(BoundTerm key) => key switch
    {
        BoundLocal or BoundConstant => true,
        BoundArray array => array.Items.All(IsKeyPattern),
        _ => false,
    };

    /// <summary>A query, which gathers the values of its variables and then those of its expressions.</summary>
    public Plan PlanQuery(BoundBody body, IReadOnlyList<Local> variables, IReadOnlyList<BoundTerm> expressions)
    {
        PlanStatements(body);
        var operands = new List<Operand>();
        foreach (var variable in variables)
        {
            operands.Add(new SlotOperand(SlotOf(variable)));
        }

        operands.AddRange(LowerAll(expressions));
        return Close(body.Span, new CollectSolutionStep([.. operands]));
    }

    private Plan Close(TextSpan span, Step terminal)
    {
        Cover(span);
        var first = _chain.Close(terminal);
        return new Plan(_context.NextPlan(), _slots, first, _source, span);
    }

    // Arguments lie in the first slots; patterns then take them apart.
    private void PlanArguments(IReadOnlyList<BoundTerm> arguments)
    {
        _slots = arguments.Count;
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] is BoundLocal { Local: var local } && !_bound.Contains(local))
            {
                _slotOf.Add(local, i);
                _bound.Add(local);
            }
        }

        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] is not BoundLocal { Local: var local } || !_slotOf.TryGetValue(local, out var slot) || slot != i)
            {
                _chain.Append(new MatchStep(new SlotOperand(i), PatternOf(arguments[i])));
            }
        }
    }

    private int SlotOf(Local local)
    {
        if (!_slotOf.TryGetValue(local, out var slot))
        {
            slot = _slots++;
            _slotOf.Add(local, slot);
        }

        return slot;
    }

    private int NewSlot() => _slots++;

    private bool IsUnbound(BoundTerm term) => term is BoundLocal { Local: var local } && !_bound.Contains(local);

    private bool AreBound(BoundTerm term) => Locals.AreAllIn(term, _bound);

    /// <summary>Plans the body of a closure, which sees what is bound here and binds nothing outside of itself.</summary>
    private Step PlanClosure(BoundBody body, IEnumerable<Local> declared, bool isOrdered, Func<Step> terminal)
    {
        var (chain, bound, following, assigned, compared, wasOrdered) = (_chain, _bound, _following, _assigned, _comparedWith, _isOrdered);
        (_chain, _bound) = (new StepChain(), new LocalSet(bound, declared));
        (_following, _assigned, _comparedWith, _isOrdered) = (null, null, null, isOrdered || _context.ShowsOrder);
        PlanStatements(body);
        var first = _chain.Close(terminal());
        (_chain, _bound, _following, _assigned, _comparedWith, _isOrdered) = (chain, bound, following, assigned, compared, wasOrdered);
        return first;
    }
}
