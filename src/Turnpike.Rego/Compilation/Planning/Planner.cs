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
    private HashSet<Local> _bound = [];
    private StepChain _chain = new();
    private int _slots;

    public Planner(PlanningContext context, SourceText source)
    {
        _context = context;
        _source = source;
    }

    /// <summary>The clause of a complete rule or function.</summary>
    public Plan PlanValue(BoundClause clause, bool isOnly)
    {
        PlanArguments(clause.Arguments);
        PlanStatements(clause.Body);
        return Close(clause.Span, new YieldStep(Lower(clause.Value!), isOnly));
    }

    /// <summary>The clause of a partial set.</summary>
    public Plan PlanMember(BoundClause clause)
    {
        PlanStatements(clause.Body);
        return Close(clause.Span, new CollectMemberStep(Lower(clause.Key!)));
    }

    /// <summary>The clause of a partial object: a value, or a member of a set, at a path of keys.</summary>
    public Plan PlanLeaf(BoundClause clause)
    {
        PlanStatements(clause.Body);
        var path = LowerAll(clause.Path);
        return Close(clause.Span, new CollectLeafStep(path, Lower(clause.Key ?? clause.Value!), isMember: clause.Key is not null));
    }

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
                local.Slot = i;
                _bound.Add(local);
            }
        }

        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] is not BoundLocal { Local.Slot: var slot } || slot != i)
            {
                _chain.Append(new MatchStep(new SlotOperand(i), PatternOf(arguments[i])));
            }
        }
    }

    private int SlotOf(Local local)
    {
        if (local.Slot < 0)
        {
            local.Slot = _slots++;
        }

        return local.Slot;
    }

    private int NewSlot() => _slots++;

    private bool IsUnbound(BoundTerm term) => term is BoundLocal { Local: var local } && !_bound.Contains(local);

    private bool AreBound(BoundTerm term) => Locals.AreAllIn(term, _bound);

    /// <summary>Plans the body of a closure, which sees what is bound here and binds nothing outside of itself.</summary>
    private Step PlanClosure(BoundBody body, IEnumerable<Local> declared, Func<Step> terminal)
    {
        var (chain, bound, following, assigned, compared) = (_chain, _bound, _following, _assigned, _comparedWith);
        (_chain, _bound) = (new StepChain(), [.. bound, .. declared]);
        (_following, _assigned, _comparedWith) = (null, null, null);
        PlanStatements(body);
        var first = _chain.Close(terminal());
        (_chain, _bound, _following, _assigned, _comparedWith) = (chain, bound, following, assigned, compared);
        return first;
    }
}
