using Turnpike.Hcl.Syntax;

namespace Turnpike.Hcl.Terraform.Configuration;

/// <summary>What the declarations of a module refer to, by their text. Found once, however often the module is called.</summary>
internal sealed partial class ModuleModel
{
    private readonly Dictionary<object, IReadOnlyList<Traversal>> _references = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<ModuleCallDeclaration, IReadOnlyDictionary<string, HclAttribute>> _arguments = new(ReferenceEqualityComparer.Instance);

    private BodySchema? _callSchema;

    /// <summary>What a call of this module may set.</summary>
    public BodySchema CallSchema => _callSchema ??= new BodySchema(
        [.. Variables.Values.Select(static v => new AttributeSchema(v.Name, !v.Default.Exists && v.DefaultAttribute is null))], []);

    public IReadOnlyList<Traversal> References(HclExpression expression)
    {
        if (!_references.TryGetValue(expression, out var references))
        {
            _references[expression] = references = expression.References();
        }

        return references;
    }

    public IReadOnlyList<Traversal> Dependencies(LocalDeclaration local) => References(local.Attribute.Expression);

    public IReadOnlyList<Traversal> Dependencies(OutputDeclaration output) => Remember(output, all =>
    {
        Add(all, output.Value);
        all.AddRange(output.DependsOn);
        AddRules(all, output.Preconditions);
    });

    /// <summary>Of its repetition alone: its arguments are its variables'.</summary>
    public IReadOnlyList<Traversal> Dependencies(ModuleCallDeclaration call) => Remember(call, all =>
    {
        Add(all, call.Count);
        Add(all, call.ForEach);
        all.AddRange(call.DependsOn);
    });

    public IReadOnlyList<Traversal> Dependencies(ProviderDeclaration provider) => Remember(provider, all => AddBody(all, provider.Arguments));

    public IReadOnlyList<Traversal> Dependencies(ResourceDeclaration resource) => Remember(resource, all =>
    {
        Add(all, resource.Count);
        Add(all, resource.ForEach);
        AddBody(all, resource.Arguments);
        all.AddRange(resource.DependsOn);
        AddRules(all, resource.Preconditions);
        AddRules(all, resource.Postconditions);
        foreach (var trigger in resource.ReplaceTriggeredBy)
        {
            Add(all, trigger);
        }

        foreach (var block in resource.Provisioners)
        {
            AddBody(all, block.Body);
        }
    });

    /// <summary>The arguments of a call by the variable they set.</summary>
    public IReadOnlyDictionary<string, HclAttribute> Arguments(ModuleCallDeclaration call)
    {
        if (!_arguments.TryGetValue(call, out var arguments))
        {
            var all = new Dictionary<string, HclAttribute>(StringComparer.Ordinal);
            foreach (var attribute in call.Arguments.GetAttributes([]))
            {
                all[attribute.Name] = attribute;
            }

            _arguments[call] = arguments = all;
        }

        return arguments;
    }

    private IReadOnlyList<Traversal> Remember(object declaration, Action<List<Traversal>> find)
    {
        if (!_references.TryGetValue(declaration, out var references))
        {
            var all = new List<Traversal>();
            find(all);
            _references[declaration] = references = all;
        }

        return references;
    }

    private static void Add(List<Traversal> all, HclExpression? expression)
    {
        if (expression is not null)
        {
            all.AddRange(expression.References());
        }
    }

    private static void AddRules(List<Traversal> all, IReadOnlyList<CheckRule> rules)
    {
        foreach (var rule in rules)
        {
            Add(all, rule.Condition);
            Add(all, rule.Message);
        }
    }

    private static void AddBody(List<Traversal> all, IHclBody body) => BodyExpressions.Visit(body, [], (expression, iterators) =>
    {
        foreach (var reference in expression.References())
        {
            if (!iterators.Contains(reference.Root))
            {
                all.Add(reference);
            }
        }
    });
}
