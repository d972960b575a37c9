using IqWorkflows.Engine.Activities.Http;
using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;

namespace IqWorkflows.Server.WorkflowHttp;

/// <summary>The endpoint that a request is for.</summary>
/// <param name="Key">What it wakes.</param>
/// <param name="Route">Values of the template's parameters.</param>
internal sealed record RouteMatch(StimulusKey Key, ObjectValue Route)
{
    /// <summary>Finds the template that fits best: what is spelled out counts more than a parameter, as in ASP.NET's own routing.</summary>
    /// <returns>Null when none fits.</returns>
    public static RouteMatch? Find(IReadOnlySet<string> open, string method, string path, IInlineConstraintResolver constraints, HttpContext context)
    {
        var exact = HttpEndpoint.Key(method, path);
        if (open.Contains(exact.Text))
            return new RouteMatch(exact, []);

        var prefix = method.ToLowerInvariant() + " ";
        return open
            .Where(text => text.StartsWith(prefix, StringComparison.Ordinal) && text.Contains('{', StringComparison.Ordinal))
            .Select(text => (Text: text, Template: Parse(text[prefix.Length..])))
            .Where(candidate => candidate.Template is not null)
            .OrderBy(candidate => RoutePrecedence.ComputeInbound(candidate.Template!)) // filtered above
            .ThenBy(candidate => candidate.Text, StringComparer.Ordinal)
            .Select(candidate => Match(candidate.Text, candidate.Template!, path, constraints, context))
            .FirstOrDefault(match => match is not null);
    }

    // A template that ASP.NET cannot read fits nothing.
    private static RouteTemplate? Parse(string template)
    {
        try
        {
            return TemplateParser.Parse(template);
        }
        catch (Exception exception) when (exception is ArgumentException or RoutePatternException)
        {
            return null;
        }
    }

    private static RouteMatch? Match(string text, RouteTemplate template, string path, IInlineConstraintResolver constraints, HttpContext context)
    {
        var values = new RouteValueDictionary();
        var matcher = new TemplateMatcher(template, new RouteValueDictionary(template.Parameters.Where(parameter => parameter.DefaultValue is not null).ToDictionary(parameter => parameter.Name!, parameter => parameter.DefaultValue))); // a parameter has a name
        if (!matcher.TryMatch("/" + path.Trim('/'), values))
            return null;
        foreach (var parameter in template.Parameters)
        {
            foreach (var constraint in parameter.InlineConstraints)
            {
                if (values.ContainsKey(parameter.Name!) && constraints.ResolveConstraint(constraint.Constraint)?.Match(context, null, parameter.Name!, values, RouteDirection.IncomingRequest) == false)
                    return null;
            }
        }
        var route = new ObjectValue(ObjectOrigin.Given);
        foreach (var (name, value) in values)
            route[name] = value?.ToString();
        return new RouteMatch(new StimulusKey(HttpEndpoint.Kind, text), route);
    }
}
