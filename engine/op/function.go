package op

import (
	"netloom/engine/kernel"
	"netloom/engine/text"
)

// Function is one activation function: its definition and its loops are the kernels'.
type Function struct {
	*kernel.Function
	ID     string
	Name   text.Text
	Source string
}

// Functions lists the activation functions, with the ids and definitions of Keras 3, which has no step. PyTorch differs
// in leaky_relu, whose slope below 0 is 0.01 by default.
func Functions() []*Function {
	same := func(s string) text.Text { return text.Text{EN: s, ZH: s} }
	return []*Function{
		{kernel.Linear, "linear", text.Text{EN: "linear", ZH: "线性"}, "Widrow, Hoff: Adaptive switching circuits (1960)"},
		{kernel.Step, "step", text.Text{EN: "step", ZH: "阶跃"}, "McCulloch, Pitts: A logical calculus of the ideas immanent in nervous activity (1943)"},
		{kernel.ReLU, "relu", same("ReLU"), "Nair, Hinton: Rectified linear units improve restricted Boltzmann machines (2010)"},
		{kernel.ReLU6, "relu6", same("ReLU6"), "Krizhevsky: Convolutional deep belief networks on CIFAR-10 (2010)"},
		{kernel.LeakyReLU, "leaky_relu", same("leaky ReLU"), "Maas, Hannun, Ng: Rectifier nonlinearities improve neural network acoustic models (2013), slope 0.2"},
		{kernel.HardSigmoid, "hard_sigmoid", text.Text{EN: "hard sigmoid", ZH: "硬 sigmoid"}, "Courbariaux, Bengio, David: BinaryConnect (2015); Howard and others: Searching for MobileNetV3 (2019)"},
		{kernel.Sigmoid, "sigmoid", same("sigmoid"), "Rumelhart, Hinton, Williams: Learning representations by back-propagating errors (1986)"},
		{kernel.Tanh, "tanh", same("tanh"), "LeCun, Bottou, Orr, Müller: Efficient BackProp (1998)"},
		{kernel.ELU, "elu", same("ELU"), "Clevert, Unterthiner, Hochreiter: Fast and accurate deep network learning by exponential linear units (2016)"},
		{kernel.SELU, "selu", same("SELU"), "Klambauer, Unterthiner, Mayr, Hochreiter: Self-normalizing neural networks (2017)"},
		{kernel.Softplus, "softplus", same("softplus"), "Dugas and others: Incorporating second-order functional knowledge for better option pricing (2001)"},
		{kernel.Softsign, "softsign", same("softsign"), "Glorot, Bengio: Understanding the difficulty of training deep feedforward neural networks (2010)"},
		{kernel.Swish, "swish", text.Text{EN: "swish (SiLU)", ZH: "swish（SiLU）"}, "Ramachandran, Zoph, Le: Searching for activation functions (2017)"},
		{kernel.HardSwish, "hard_swish", text.Text{EN: "hard swish", ZH: "硬 swish"}, "Howard and others: Searching for MobileNetV3 (2019)"},
		{kernel.GELU, "gelu", same("GELU"), "Hendrycks, Gimpel: Gaussian error linear units (2016)"},
		{kernel.Mish, "mish", same("mish"), "Misra: Mish: a self regularized non-monotonic activation function (2019)"},
	}
}

// FindFunction gives a function by its id, or nil.
func FindFunction(id string) *Function {
	for _, f := range functions {
		if f.ID == id {
			return f
		}
	}
	return nil
}

// functions is made once, so that equal ids give equal pointers.
var functions = Functions()
