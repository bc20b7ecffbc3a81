/* The complex functions of C99, which wine 8 exports without having them and which NumPy calls.
   Microsoft passes a complex number as a structure, and its long double is a double. */

#include <complex.h>

typedef struct { double part[2]; } double_complex;
typedef struct { float part[2]; } float_complex;

static double complex wide(double_complex z)
{
    return __builtin_complex(z.part[0], z.part[1]);
}
static float complex narrow(float_complex z)
{
    return __builtin_complex(z.part[0], z.part[1]);
}
static double_complex wide_back(double complex z)
{
    return (double_complex){{creal(z), cimag(z)}};
}
static float_complex narrow_back(float complex z)
{
    return (float_complex){{crealf(z), cimagf(z)}};
}

#define COMPLEX(name) \
    double_complex shim_##name(double_complex z) { return wide_back(name(wide(z))); } \
    double_complex shim_##name##l(double_complex z) { return wide_back(name(wide(z))); } \
    float_complex shim_##name##f(float_complex z) { return narrow_back(name##f(narrow(z))); }

#define REAL(name) \
    double shim_##name(double_complex z) { return name(wide(z)); } \
    double shim_##name##l(double_complex z) { return name(wide(z)); } \
    float shim_##name##f(float_complex z) { return name##f(narrow(z)); }

COMPLEX(cacos)
COMPLEX(cacosh)
COMPLEX(casin)
COMPLEX(casinh)
COMPLEX(catan)
COMPLEX(catanh)
COMPLEX(ccos)
COMPLEX(ccosh)
COMPLEX(cexp)
COMPLEX(clog)
COMPLEX(cproj)
COMPLEX(csin)
COMPLEX(csinh)
COMPLEX(csqrt)
COMPLEX(ctan)
COMPLEX(ctanh)

static double complex decimal(double complex z) { return clog(z) / 2.302585092994046; }
double_complex shim_clog10(double_complex z) { return wide_back(decimal(wide(z))); }
double_complex shim_clog10l(double_complex z) { return shim_clog10(z); }
float_complex shim_clog10f(float_complex z) { return narrow_back(decimal(narrow(z))); }

REAL(cabs)
REAL(carg)
REAL(creal)
REAL(cimag)

double_complex shim_cpow(double_complex base, double_complex exponent)
{
    return wide_back(cpow(wide(base), wide(exponent)));
}
double_complex shim_cpowl(double_complex base, double_complex exponent)
{
    return shim_cpow(base, exponent);
}
float_complex shim_cpowf(float_complex base, float_complex exponent)
{
    return narrow_back(cpowf(narrow(base), narrow(exponent)));
}
